package org.integrand.engine.method.extrapolation;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;

/// The rows of one step: row j is the explicit midpoint rule with n = 2 j substeps of H = h / n from y,
/// smoothed at its end,
///
/// z_0 = y,   z_1 = y + H f_0,   z_{i+1} = z_{i-1} + 2 H f(z_i),   S = (z_{n-1} + z_n + H f(z_n)) / 2,
///
/// with S, the middle z_{n/2} and the slopes f_1 ... f_{n-1} kept: dense output is made of them. A row's
/// storage is allocated when the first step needs it.
final class MidpointRows<Y> {
    private final Space<Y> space;
    private final VectorField<Y> field;
    private final Y[][] slopes;
    private final Y[] ends;
    private final Y[] middles;
    private final Y[] z;
    private final double[] coefficients = new double[3];
    private final Y[] terms;
    private final boolean[] allocated;

    @SuppressWarnings("unchecked") // an array of arrays of states
    MidpointRows(Space<Y> space, VectorField<Y> field) {
        this.space = space;
        this.field = field;
        int rows = 2 * Extrapolation.MOST_ROWS; // dense output uses rows of every other length, but longer ones
        allocated = new boolean[rows];
        Y[] none = space.allocate(0);
        slopes = (Y[][]) Array.newInstance(none.getClass(), rows);
        ends = Arrays.copyOf(none, rows);
        middles = Arrays.copyOf(none, rows);
        z = space.allocate(3);
        terms = Arrays.copyOf(none, 3);
    }

    private void allocate(int row) {
        if (allocated[row - 1]) return;
        allocated[row - 1] = true;
        slopes[row - 1] = space.allocate(Extrapolation.substeps(row));
        ends[row - 1] = space.allocate();
        middles[row - 1] = space.allocate();
    }

    /// Makes row j = 1, 2, ... of the step of length h from `t` to `next`.
    void make(int row, double t, double h, double next, Y y, Y slope) {
        allocate(row);
        int n = Extrapolation.substeps(row);
        double length = h / n;
        Y[] f = slopes[row - 1];
        Y before = y;
        Y current = z[0];
        step(y, length, slope, current);
        for (int i = 1; i < n; i++) {
            if (i == row) space.copy(current, middles[row - 1]);
            field.evaluate(t + i * length, current, f[i - 1]);
            Y into = z[i % 3];
            step(before, 2 * length, f[i - 1], into);
            before = current;
            current = into;
        }
        field.evaluate(next, current, f[n - 1]);
        smooth(before, current, length, f[n - 1], ends[row - 1]);
    }

    private void smooth(Y before, Y last, double length, Y slope, Y into) {
        coefficients[0] = 0.5;
        coefficients[1] = 0.5;
        coefficients[2] = 0.5 * length;
        terms[0] = before;
        terms[1] = last;
        terms[2] = slope;
        space.combine(coefficients, terms, 3, into);
    }

    private void step(Y from, double length, Y slope, Y into) {
        coefficients[0] = 1;
        coefficients[1] = length;
        terms[0] = from;
        terms[1] = slope;
        space.combine(coefficients, terms, 2, into);
    }

    /// S of rows 1, 2, ...
    Y[] ends() {
        return ends;
    }

    /// z_{n/2} of row j.
    Y middle(int row) {
        return middles[row - 1];
    }

    /// f_i of row j, 1 <= i < n.
    Y slope(int row, int i) {
        return slopes[row - 1][i - 1];
    }
}
