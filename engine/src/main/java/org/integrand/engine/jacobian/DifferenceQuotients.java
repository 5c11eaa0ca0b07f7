package org.integrand.engine.jacobian;

import java.util.Arrays;
import org.integrand.engine.problem.VectorField;

/// Columns of J by one-sided differences, (f(t, y + delta_j e_j) - f(t, y)) / delta_j, all columns of a group
/// with one evaluation of f (A. R. Curtis, M. J. D. Powell, J. K. Reid, "On the estimation of sparse Jacobian
/// matrices", J. Inst. Math. Appl. 13, 1974).
///
/// |delta_j| = sqrt(eps) max(|y_j|, 1e-3), a difference that y_j + delta_j represents exactly, in the direction
/// in which y_j moves: a component that starts at the edge of what f is defined for is moved inwards.
final class DifferenceQuotients implements DirectSystem.JacobianSource {
    private static final double ROOT_EPSILON = 0x1p-26;
    private static final double SMALLEST_SIZE = 1e-3;

    private final VectorField<double[]> field;
    /// columns of group g: columns[starts[g]] ... columns[starts[g + 1] - 1]
    private final int[] columns;
    private final int[] starts;
    private final double[] point;
    private final double[] moved;

    DifferenceQuotients(VectorField<double[]> field, int[] groups) {
        this.field = field;
        int n = groups.length;
        int count = Arrays.stream(groups).max().orElseThrow() + 1;
        starts = new int[count + 1];
        for (int g : groups) starts[g + 1]++;
        for (int g = 0; g < count; g++) starts[g + 1] += starts[g];
        columns = new int[n];
        int[] next = Arrays.copyOf(starts, count);
        for (int j = 0; j < n; j++) columns[next[groups[j]]++] = j;
        point = new double[n];
        moved = new double[n];
    }

    @Override
    public void evaluate(double t, double[] y, double[] fy, StructuredMatrix into) {
        System.arraycopy(y, 0, point, 0, y.length);
        for (int g = 0; g < starts.length - 1; g++) {
            for (int c = starts[g]; c < starts[g + 1]; c++) {
                int j = columns[c];
                point[j] = y[j] + Math.copySign(ROOT_EPSILON * Math.max(Math.abs(y[j]), SMALLEST_SIZE), fy[j]);
            }
            field.evaluate(t, point, moved);
            for (int c = starts[g]; c < starts[g + 1]; c++) {
                int j = columns[c];
                into.difference(j, moved, fy, point[j] - y[j]);
                point[j] = y[j];
            }
        }
    }
}
