package org.integrand.engine.method.bdf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.integrand.engine.method.implicit.RadauStart;
import org.integrand.engine.space.DoubleSpace;

/// The past of a BDF solve: the polynomial of degree q through it, as scaled derivatives at the current time,
///
/// z_j = s^j y^(j)(t) / j!,   j = 0 ... q,
///
/// with the length s of the last step, and the lengths of the steps before. Nothing is written before a step is
/// accepted: a step of another length r s reads r^j z_j, and predicts y = sum r^j z_j, h y' = sum j r^j z_j.
///
/// Cost of a step of order q: reads about 3 (q + 1) arrays and writes q + 3. The columns are worked off in blocks that
/// stay in the cache.
final class Nordsieck {
    static final int MAX_ORDER = 5;
    private static final int BLOCK = 1024;
    private static final double[][] BINOMIAL = {
        {1, 0, 0, 0, 0, 0},
        {1, 1, 0, 0, 0, 0},
        {1, 2, 1, 0, 0, 0},
        {1, 3, 3, 1, 0, 0},
        {1, 4, 6, 4, 1, 0},
        {1, 5, 10, 10, 5, 1}
    };

    private final DoubleSpace space;
    private final double[][] z;
    /// terms[k]: z_k ... z_q and a correction
    private final double[][][] terms = new double[MAX_ORDER + 1][MAX_ORDER + 2][];
    private final double[][] coefficients = new double[MAX_ORDER + 1][MAX_ORDER + 2];
    private final double[] past = new double[MAX_ORDER + 1];
    private final double[] shape = new double[MAX_ORDER + 2];
    private double scale = 1;
    private int order = 1;

    Nordsieck(DoubleSpace space, int maxOrder, double[] y0) {
        this.space = space;
        z = space.allocate(maxOrder + 1);
        space.copy(y0, z[0]);
    }

    /// z_1 = h slope: the history of order 1 at the current state.
    void slope(double h, double[] slope) {
        scale = h;
        double[] first = z[1];
        for (int i = 0; i < first.length; i++) first[i] = h * slope[i];
    }

    /// The history of order 3 of a first step of length h.
    void begin(double h, RadauStart by) {
        order = RadauStart.ORDER;
        scale = h;
        by.derivatives(z);
        double[] lengths = RadauStart.lengths();
        for (int i = 0; i < lengths.length; i++) past[i] = lengths[i] * h;
    }

    int order() {
        return order;
    }

    /// The current state z_0.
    double[] state() {
        return z[0];
    }

    /// z_q.
    double[] last() {
        return z[order];
    }

    /// Lengths of the last steps, the latest first.
    double[] past() {
        return past;
    }

    /// Length of the last step, which scales the columns.
    double scale() {
        return scale;
    }

    /// h in units of the scale; exactly 1 when only rounding of the times keeps them apart.
    double ratio(double h) {
        double ratio = h / scale;
        return Math.abs(ratio - 1) < 1e-12 ? 1 : ratio;
    }

    /// y = sum_j r^j z_j,   hSlope = sum_j j r^j z_j
    void predict(double ratio, double[] y, double[] hSlope) {
        terms[0][0] = z[0];
        coefficients[0][0] = 1;
        double power = ratio;
        for (int j = 1; j <= order; j++, power *= ratio) {
            terms[0][j] = z[j];
            coefficients[0][j] = power;
            terms[1][j - 1] = z[j];
            coefficients[1][j - 1] = j * power;
        }
        for (int from = 0; from < y.length; from += BLOCK) {
            int to = Math.min(from + BLOCK, y.length);
            space.combine(coefficients[0], terms[0], order + 1, y, from, to);
            space.combine(coefficients[1], terms[1], order, hSlope, from, to);
        }
    }

    /// Goes on to the end of a step of length h = ratio * scale: z_k = sum_{j >= k} binomial(j, k) r^j z_j + l_k e.
    ///
    /// @param y the new state; its array is kept as z_0
    /// @return  the array of the old state, free for use
    double[] advance(double h, double ratio, Corrector corrector, double[] e, double[] y) {
        double first = ratio;
        for (int k = 1; k <= order; k++, first *= ratio) {
            double power = first;
            int count = 0;
            for (int j = k; j <= order; j++, power *= ratio) {
                terms[k][count] = z[j];
                coefficients[k][count++] = BINOMIAL[j][k] * power;
            }
            terms[k][count] = e;
            coefficients[k][count] = corrector.l(k);
        }
        for (int from = 0; from < y.length; from += BLOCK) {
            int to = Math.min(from + BLOCK, y.length);
            for (int k = 1; k <= order; k++) space.combine(coefficients[k], terms[k], order - k + 2, z[k], from, to);
        }
        System.arraycopy(past, 0, past, 1, past.length - 1);
        past[0] = h;
        scale = h;
        double[] free = z[0];
        z[0] = y;
        return free;
    }

    /// All columns, also those that are not in use at this order.
    List<double[]> columns() {
        return List.of(z);
    }

    List<Double> numbers() {
        List<Double> numbers = new ArrayList<>(List.of((double) order, scale));
        for (double length : past) numbers.add(length);
        return numbers;
    }

    /// @return how many of `columns` are columns
    int recall(List<double[]> columns, Iterator<Double> numbers) {
        order = numbers.next().intValue();
        scale = numbers.next();
        for (int i = 0; i < past.length; i++) past[i] = numbers.next();
        for (int j = 0; j < z.length; j++) space.copy(columns.get(j), z[j]);
        return z.length;
    }

    /// From order q to q + 1: the new column follows from the last correction e.
    void raise(double[] e) {
        shape(order);
        double product = 1;
        double sum = 0; // of 1 / xi_i
        double harmonic = 0;
        double back = 0;
        for (int i = 1; i <= order; i++) {
            back += past[i - 1];
            if (i > 1) product *= back / scale;
            sum += scale / back;
            harmonic += 1.0 / i;
        }
        double factor = (harmonic - sum) / product;
        order++;
        double[] added = z[order];
        for (int i = 0; i < added.length; i++) added[i] = factor * e[i];
        add(1, added, order);
    }

    /// From order q to q - 1: the polynomial that leaves out the oldest state.
    void lower() {
        shape(order - 1);
        add(-1, z[order], order);
        order--;
    }

    /// shape = x^2 prod_{i = 1 ... degree - 1} (x + xi_i),   xi_i = (t_n - t_{n-i}) / scale
    private void shape(int degree) {
        Arrays.fill(shape, 0);
        shape[2] = 1;
        double back = 0;
        for (int i = 1; i < degree; i++) {
            back += past[i - 1];
            for (int j = i + 2; j >= 2; j--) shape[j] = shape[j] * (back / scale) + shape[j - 1];
        }
    }

    /// z_j = z_j + sign shape_j column for 2 <= j < end
    private void add(double sign, double[] column, int end) {
        for (int j = 2; j < end; j++) {
            double factor = sign * shape[j];
            double[] zj = z[j];
            for (int i = 0; i < zj.length; i++) zj[i] += factor * column[i];
        }
    }

    /// into = y(start + theta h) = sum_k theta^k (r^k z_k + shift_k e), the polynomial of the step that ends in y
    void interpolate(double theta, double ratio, double bend, double[] e, double[] into) {
        double power = 1;
        for (int j = 0; j <= order; j++, power *= theta * ratio) {
            terms[0][j] = z[j];
            coefficients[0][j] = power;
        }
        terms[0][order + 1] = e;
        coefficients[0][order + 1] = bend;
        space.combine(coefficients[0], terms[0], order + 2, into);
    }

    /// The coefficients r^k z_k + shifted_k e of theta^k.
    double[][] powers(double ratio, double[] shifted, double[] e) {
        double[][] powers = space.allocate(order + 1);
        double power = 1;
        for (int k = 0; k <= order; k++, power *= ratio) {
            double[] zk = z[k];
            for (int i = 0; i < zk.length; i++) powers[k][i] = power * zk[i] + shifted[k] * e[i];
        }
        return powers;
    }
}
