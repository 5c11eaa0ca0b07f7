package org.integrand.app.report;

import java.util.List;
import org.integrand.app.job.Failure;

/// Numbers separated by commas, one sample a line; a first line without numbers is a heading.
public final class Csv {
    private Csv() {}

    static String text(double[][] rows) {
        var text = new StringBuilder();
        for (double[] row : rows) {
            for (int j = 0; j < row.length; j++) text.append(j == 0 ? "" : ",").append(row[j]);
            text.append('\n');
        }
        return text.toString();
    }

    /// A table with a heading; cells with commas or quotes are quoted.
    public static String text(List<String> head, List<List<String>> rows) {
        var text = new StringBuilder(line(head));
        for (var row : rows) text.append(line(row));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return String.join(",", cells.stream().map(Csv::quoted).toList()) + "\n";
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    static double[][] read(String text, String origin) {
        var lines = text.lines().filter(line -> !line.isBlank()).toList();
        int first = lines.isEmpty() || isNumber(lines.getFirst().split(",", -1)[0]) ? 0 : 1;
        double[][] rows = new double[lines.size() - first][];
        for (int i = 0; i < rows.length; i++) {
            String[] cells = lines.get(i + first).split(",", -1);
            rows[i] = new double[cells.length];
            for (int j = 0; j < cells.length; j++) {
                if (!isNumber(cells[j]))
                    throw new Failure(
                            origin + " line " + (i + first + 1) + ": '" + cells[j].strip() + "': expected a number");
                rows[i][j] = Double.parseDouble(cells[j].strip());
            }
        }
        return rows;
    }

    private static boolean isNumber(String cell) {
        try {
            Double.parseDouble(cell.strip());
            return true;
        } catch (NumberFormatException _) {
            return false;
        }
    }
}
