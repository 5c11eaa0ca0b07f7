package org.integrand.benchmarks;

import java.util.ArrayList;
import java.util.List;

/// A Markdown table for the terminal: the first column to the left, numbers to the right.
final class Table {
    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title, String... columns) {
        this.title = title;
        rows.add(List.of(columns));
    }

    void row(String... cells) {
        if (cells.length != rows.getFirst().size())
            throw new IllegalArgumentException(
                    cells.length + " cells: expected " + rows.getFirst().size());
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        var text = new StringBuilder("## ").append(title).append("\n\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i)));
            if (i == 0)
                text.append("|---|")
                        .append("--:|".repeat(rows.getFirst().size() - 1))
                        .append('\n');
        }
        return text.toString();
    }

    private String line(List<String> cells) {
        var line = new StringBuilder("|");
        for (int column = 0; column < cells.size(); column++) {
            String padding = " ".repeat(width(column) - cells.get(column).length());
            line.append(' ').append(column == 0 ? cells.get(column) + padding : padding + cells.get(column));
            line.append(" |");
        }
        return line.append('\n').toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
