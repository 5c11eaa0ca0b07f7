package org.integrand.engine.method.extrapolation;

import java.util.Arrays;
import org.integrand.engine.space.Space;

/// The solution between the ends of a step: the polynomial of degree 2 q in s = (t - middle) / h that has the
/// states and slopes of both ends, and at the middle the derivatives 0 ... m = 2 q - 4, extrapolated like the
/// states:
///
/// h^d y^(d) from a row:   z_{n/2} for d = 0,   h (n/2)^(d-1) delta^(d-1) f_{n/2} for d >= 1,
///
/// delta f_i = f_{i+1} - f_{i-1}. Only rows whose middles have numbers of one parity extrapolate together, so
/// it takes those of n = 2, 6, 10, ... substeps, q of them, and makes the longest ones, which the step itself
/// did not need; of these rows the i-th knows derivatives up to 2 i - 1. The error is O(h^(2 q)). Source: E.
/// Hairer, A. Ostermann, "Dense output for extrapolation methods", Numer. Math. 58 (1990).
final class CentredPolynomial<Y> {
    private static final int MOST_POWERS = 2 * Extrapolation.MOST_ROWS + 1;

    private final Space<Y> space;
    private final MidpointRows<Y> rows;
    private final Y[] terms;
    private final double[] coefficients;
    private final double[] powersOfS = new double[MOST_POWERS];
    private final double[][][] weights; // by q and first row
    private Y[] powers;
    private int count;

    CentredPolynomial(Space<Y> space, MidpointRows<Y> rows) {
        this.space = space;
        this.rows = rows;
        powers = space.allocate(0);
        int most = Extrapolation.MOST_ROWS * MOST_POWERS;
        terms = Arrays.copyOf(powers, most);
        coefficients = new double[most];
        weights = new double[Extrapolation.MOST_ROWS + 1][][];
        for (int q = 1; q <= Extrapolation.MOST_ROWS; q++) {
            weights[q] = new double[q + 1][];
            for (int i = 1; i <= q; i++) weights[q][i] = Extrapolation.weights(2 * i - 1, 2 * q - 1, 2);
        }
    }

    /// Fits the step of length h (signed) with q >= 2 rows 1, 3, 5, ..., which are made.
    void fit(int q, double h, Y before, Y slope, Y after, Y endSlope) {
        if (powers.length == 0) powers = space.allocate(MOST_POWERS);
        int m = 2 * q - 4;
        count = m + 5;
        for (int i = 1; i <= q; i++) terms[i - 1] = rows.middle(2 * i - 1);
        space.combine(weights[q][1], terms, q, powers[0]);
        double factorial = 1;
        for (int d = 1; d <= m; d++) {
            factorial *= d;
            derivative(d, q, h / factorial, powers[d]);
        }
        ends(m, h, before, slope, after, endSlope);
    }

    /// scale (n/2)^(d-1) delta^(d-1) f_{n/2}, extrapolated.
    private void derivative(int d, int q, double scale, Y into) {
        int first = Math.max(1, (d + 2) / 2);
        int used = 0;
        for (int j = first; j <= q; j++) {
            int half = 2 * j - 1;
            double c = scale * weights[q][first][j - first];
            for (int i = 1; i < d; i++) c *= half;
            for (int i = 0; i < d; i++) { // binomial coefficients of order d - 1 with alternating signs
                coefficients[used] = c;
                terms[used++] = rows.slope(half, half + d - 1 - 2 * i);
                c *= -(double) (d - 1 - i) / (i + 1);
            }
        }
        space.combine(coefficients, terms, used, into);
    }

    /// The highest four powers, s^(m + 1) R(s) with R cubic, from the ends. With u = value and v = slope that R
    /// must have at s = 1/2 (right) and s = -1/2 (left): R = (u_r + u_l) / 2 - (v_r - v_l) / 8 + s (3/2 (u_r -
    /// u_l) - (v_r + v_l) / 4) + s^2 (v_r - v_l) / 2
    ///     + s^3 (v_r + v_l - 2 (u_r - u_l)).
    private void ends(int m, double h, Y before, Y slope, Y after, Y endSlope) {
        Y uRight = powers[m + 1];
        Y uLeft = powers[m + 2];
        Y vRight = powers[m + 3];
        Y vLeft = powers[m + 4];
        value(m, 0.5, after, uRight);
        value(m, -0.5, before, uLeft);
        slope(m, 0.5, h, endSlope, uRight, vRight);
        slope(m, -0.5, h, slope, uLeft, vLeft);
        // from (u_r, u_l, v_r, v_l) to the four coefficients, in place
        rotate(uRight, uLeft); // u_r + u_l, u_r - u_l
        rotate(vRight, vLeft); // v_r + v_l, v_r - v_l
        Y sumU = uRight;
        Y differenceU = uLeft;
        Y sumV = vRight;
        Y differenceV = vLeft;
        pair(0.5, sumU, -0.125, differenceV, sumU);
        // s: 3/2 dU - sumV / 4; s^3: sumV - 2 dU; s^2: dV / 2
        pair(1.5, differenceU, -0.25, sumV, differenceU); // now 3/2 dU - sumV/4
        // sumV - 2 dU = sumV - 4/3 (first + sumV / 4) = 2/3 sumV - 4/3 first
        pair(2.0 / 3, sumV, -4.0 / 3, differenceU, sumV);
        pair(0.5, differenceV, 0, differenceV, differenceV);
        powers[m + 3] = differenceV;
        powers[m + 4] = sumV;
    }

    private void rotate(Y a, Y b) {
        pair(1, a, 1, b, a); // a + b
        pair(1, a, -2, b, b); // a + b - 2 b
    }

    private void pair(double a, Y x, double b, Y y, Y into) {
        coefficients[0] = a;
        coefficients[1] = b;
        terms[0] = x;
        terms[1] = y;
        space.combine(coefficients, terms, 2, into);
    }

    /// (y - sum_{d <= m} s^d p_d) / s^(m + 1)
    private void value(int m, double s, Y y, Y into) {
        double high = power(s, m + 1);
        coefficients[0] = 1 / high;
        terms[0] = y;
        for (int d = 0; d <= m; d++) {
            coefficients[d + 1] = -power(s, d) / high;
            terms[d + 1] = powers[d];
        }
        space.combine(coefficients, terms, m + 2, into);
    }

    /// (h f - sum_{d <= m} d s^(d-1) p_d - (m + 1) s^m u) / s^(m + 1)
    private void slope(int m, double s, double h, Y f, Y u, Y into) {
        double high = power(s, m + 1);
        coefficients[0] = h / high;
        terms[0] = f;
        for (int d = 1; d <= m; d++) {
            coefficients[d] = -d * power(s, d - 1) / high;
            terms[d] = powers[d];
        }
        coefficients[m + 1] = -(m + 1) / s;
        terms[m + 1] = u;
        space.combine(coefficients, terms, m + 2, into);
    }

    private static double power(double s, int exponent) {
        double power = 1;
        for (int i = 0; i < exponent; i++) power *= s;
        return power;
    }

    void at(double s, Y into) {
        double power = 1;
        for (int i = 0; i < count; i++, power *= s) powersOfS[i] = power;
        space.combine(powersOfS, powers, count, into);
    }

    /// The coefficients of s^0 ... s^(2 k), copied.
    Y[] copy() {
        Y[] copies = space.allocate(count);
        for (int i = 0; i < count; i++) space.copy(powers[i], copies[i]);
        return copies;
    }
}
