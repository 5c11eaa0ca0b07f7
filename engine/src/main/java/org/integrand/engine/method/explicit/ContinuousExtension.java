package org.integrand.engine.method.explicit;

import java.util.stream.IntStream;

/// A solution between the ends of a step from its stages: y(t + theta h) = y + h sum_i b_i(theta) k_i with
/// polynomials b_i(theta) = sum_{m = 1 ... degree} w_im theta^m.
///
/// The slope at the end of the step counts as a stage: it is the last one of a first-same-as-last method, and
/// one more than the method's own otherwise. Further stages, evaluated only for this, may follow it.
final class ContinuousExtension {
    private final double[][] w;
    private final int degree;
    private final int end;
    private final double[] extraNodes;
    private final double[][] extraRows;
    private final int[] used;

    private ContinuousExtension(double[][] w, double[] extraNodes, double[][] extraRows) {
        this.w = w;
        this.degree = w[0].length;
        this.end = w.length - 1 - extraNodes.length;
        this.extraNodes = extraNodes;
        this.extraRows = extraRows;
        used = IntStream.range(0, w.length)
                .filter(i -> IntStream.range(0, degree).anyMatch(m -> w[i][m] != 0))
                .toArray();
    }

    /// One row w_i1 ... w_im per stage.
    static ContinuousExtension of(double[]... rows) {
        return new ContinuousExtension(rows, new double[0], new double[0][]);
    }

    /// With further stages behind the slope at the end.
    ///
    /// @param end   index of the slope at the end
    /// @param extra rows `c | a ...` of the further stages
    static ContinuousExtension of(int end, String extra, double[][] rows) {
        var stages = CoefficientTable.parse(extra);
        int count = stages.size();
        double[] nodes = new double[count];
        double[][] a = new double[count][];
        for (int i = 0; i < count; i++) {
            nodes[i] = CoefficientTable.number(stages.label(i));
            a[i] = stages.row(i);
            if (a[i].length != end + 1 + i)
                throw new IllegalArgumentException("row " + i + " of the further stages has " + a[i].length
                        + " coefficients: expected " + (end + 1 + i));
        }
        return new ContinuousExtension(rows, nodes, a);
    }

    /// The same, the polynomials as rows `stage | w1 w2 ...`, stages counted from 1.
    static ContinuousExtension ofTable(int end, String extra, String weights) {
        int count = end + 1 + CoefficientTable.parse(extra).size();
        return of(end, extra, CoefficientTable.parse(weights).byStage(count));
    }

    /// The cubic with the states and slopes of both ends (order 3):
    /// y + theta h f0 + theta^2 (3 d - 2 h f0 - h f1) + theta^3 (-2 d + h f0 + h f1),   d = h sum_i b_i k_i.
    static ContinuousExtension hermite(ButcherTableau tableau) {
        double[] b = tableau.weights();
        int end = tableau.firstSameAsLast() ? b.length - 1 : b.length;
        double[][] w = new double[end + 1][3];
        for (int i = 0; i < b.length; i++) {
            w[i][1] = 3 * b[i];
            w[i][2] = -2 * b[i];
        }
        w[0][0] += 1;
        w[0][1] -= 2;
        w[0][2] += 1;
        w[end][1] -= 1;
        w[end][2] += 1;
        return of(w);
    }

    /// Number of stages: the method's own, the slope at the end, the further ones.
    int stages() {
        return w.length;
    }

    /// Index of the slope at the end.
    int end() {
        return end;
    }

    /// Number of stages behind the slope at the end.
    int extraStages() {
        return extraNodes.length;
    }

    double extraNode(int i) {
        return extraNodes[i];
    }

    /// Coefficients of the further stage i, for all stages before it.
    double[] extraRow(int i) {
        return extraRows[i].clone();
    }

    /// The stages whose polynomial is not zero.
    int[] used() {
        return used.clone();
    }

    int degree() {
        return degree;
    }

    /// w_im, m = 1 ... degree.
    double coefficient(int stage, int m) {
        return w[stage][m - 1];
    }

    /// b_i(theta)
    double weight(int stage, double theta) {
        double[] row = w[stage];
        double sum = 0;
        for (int m = degree - 1; m >= 0; m--) sum = (sum + row[m]) * theta;
        return sum;
    }
}
