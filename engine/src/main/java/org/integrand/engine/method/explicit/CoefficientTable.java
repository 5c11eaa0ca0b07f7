package org.integrand.engine.method.explicit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Coefficients as text: rows of a label, a bar and numbers, decimal or as fractions; a line without a bar goes
/// on with the row above.
///
/// ```
/// 1/2 | 1/2
/// 3/4 | 0 3/4
/// b   | 2/9 1/3
///       4/9
/// ```
final class CoefficientTable {
    private final List<String> labels = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();

    private CoefficientTable() {}

    /// @throws IllegalArgumentException when something is not a number
    static CoefficientTable parse(String text) {
        var table = new CoefficientTable();
        for (String line : text.lines().toList()) {
            int bar = line.indexOf('|');
            double[] numbers = Arrays.stream(line.substring(bar + 1).strip().split("\\s+"))
                    .mapToDouble(CoefficientTable::number)
                    .toArray();
            if (bar >= 0) {
                table.labels.add(line.substring(0, bar).strip());
                table.rows.add(numbers);
            } else {
                table.goOn(numbers);
            }
        }
        return table;
    }

    private void goOn(double[] numbers) {
        double[] row = rows.removeLast();
        double[] longer = Arrays.copyOf(row, row.length + numbers.length);
        System.arraycopy(numbers, 0, longer, row.length, numbers.length);
        rows.add(longer);
    }

    /// A decimal number or p/q.
    static double number(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? Double.parseDouble(text)
                : Double.parseDouble(text.substring(0, slash)) / Double.parseDouble(text.substring(slash + 1));
    }

    int size() {
        return rows.size();
    }

    String label(int i) {
        return labels.get(i);
    }

    double[] row(int i) {
        return rows.get(i);
    }

    /// The rows labelled 1 ... count at 0 ... count - 1, zeros where there is none.
    double[][] byStage(int count) {
        double[][] stages = new double[count][rows.getFirst().length];
        for (int i = 0; i < rows.size(); i++) stages[Integer.parseInt(labels.get(i)) - 1] = rows.get(i);
        return stages;
    }
}
