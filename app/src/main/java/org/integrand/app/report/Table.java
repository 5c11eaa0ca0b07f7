package org.integrand.app.report;

import java.util.List;

/// Tables for a terminal.
public final class Table {
    private Table() {}

    /// Lines of cells as columns, the first aligned to the left, the others to the right.
    public static String aligned(List<List<String>> lines) {
        if (lines.isEmpty()) return "";
        int[] widths = new int[lines.getFirst().size()];
        for (var line : lines)
            for (int j = 0; j < line.size(); j++)
                widths[j] = Math.max(widths[j], line.get(j).length());
        var text = new StringBuilder();
        for (var line : lines) {
            for (int j = 0; j < line.size(); j++) {
                String space = " ".repeat(widths[j] - line.get(j).length());
                text.append(j == 0 ? line.get(j) + space : "  " + space + line.get(j));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
