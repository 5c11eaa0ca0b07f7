package org.integrand.engine.method.bdf;

import java.util.Arrays;

/// The coefficients of one BDF step of order q with a fixed leading coefficient, from the lengths of the steps
/// before it.
///
/// With x = (t - t_n) / h, the new polynomial is the predicted one plus e l(x), e the correction of the state and
///
/// l(x) = sum_j l_j x^j = (1 + x / xi*) prod_{i = 1 ... q - 1} (1 + x / xi_i),   xi_i = (t_n - t_{n-i}) / h,
///
/// where xi* is such that l_1 = 1 + 1/2 + ... + 1/q, whatever the steps were: it is the leading coefficient of the
/// formula with equal steps. The solution then satisfies h f(t_n, y_n) = z_1 + l_1 e with the predicted z_1 = h y'.
///
/// Sources: K. R. Jackson, R. Sacks-Davis, "An alternative implementation of variable step-size multistep formulas
/// for stiff ODEs", ACM TOMS 6 (1980); P. N. Brown, G. D. Byrne, A. C. Hindmarsh, "VODE: a variable-coefficient ODE
/// solver", SIAM J. Sci. Stat. Comput. 10 (1989).
final class Corrector {
    private final double[] l = new double[Nordsieck.MAX_ORDER + 1];
    private double error;
    private double errorBelow;
    private double errorAbove;
    private double quotient;

    /// @param q    the order
    /// @param h    this step
    /// @param past the steps before it, the latest first
    void set(int q, double h, double[] past) {
        Arrays.fill(l, 0);
        l[0] = 1;
        double harmonic = 0; // 1 + 1/2 + ... + 1/q
        double sum = 0; // of 1 / xi_i, i < q
        double back = h; // t_n - t_{n-i}
        for (int i = 1; i < q; i++) {
            multiply(h / back, i);
            harmonic += 1.0 / i;
            sum += h / back;
            back += past[i - 1];
        }
        harmonic += 1.0 / q;
        // q = 1 has no factor of its own: xi* = xi_1 = 1
        double last = h / back; // 1 / xi_q
        double star = harmonic - sum; // 1 / xi*
        multiply(star, q);
        errors(q, h, back + past[q - 1], harmonic, sum, last, star);
    }

    /// l(x) = l(x) (1 + factor x), so far of degree i - 1
    private void multiply(double factor, int i) {
        for (int j = i; j >= 1; j--) l[j] += l[j - 1] * factor;
    }

    /// What the correction e says of the local errors of this order and of its neighbours.
    ///
    /// @param beyond t_n - t_{n-q-1}
    private void errors(int q, double h, double beyond, double harmonic, double sum, double last, double star) {
        double leading = -sum - last; // of the true variable formula
        double shift = 1 - leading - harmonic;
        double scaled = 1 + q * shift;
        error = Math.abs(shift / (harmonic * scaled));
        quotient = Math.abs(scaled * star / (l[q] * last));
        double belowLeading = -harmonic + 1.0 / q;
        double below = (1 - (leading + last) + belowLeading) / belowLeading;
        errorBelow = q > 1 ? Math.abs(star / l[q] * below) : 1;
        double further = h / beyond;
        double aboveLeading = -harmonic - 1.0 / (q + 1);
        double above = (1 - (leading - further) + aboveLeading) / scaled;
        errorAbove = Math.abs(above / (further * (q + 2) * aboveLeading));
    }

    /// l_j
    double l(int j) {
        return l[j];
    }

    /// l(x)
    double at(double x, int q) {
        double value = 0;
        for (int j = q; j >= 0; j--) value = value * x + l[j];
        return value;
    }

    /// The coefficients of l(theta - 1) in powers of theta = x + 1; the first is 0, for l(-1) = 0.
    double[] shifted(int q) {
        double[] shifted = new double[q + 1];
        for (int j = q; j >= 0; j--) { // shifted = shifted (theta - 1) + l_j
            for (int k = q; k >= 1; k--) shifted[k] = shifted[k - 1] - shifted[k];
            shifted[0] = l[j] - shifted[0];
        }
        shifted[0] = 0;
        return shifted;
    }

    /// The local error of this order is this times e.
    double error() {
        return error;
    }

    /// The local error of order q - 1 is this times z_q, the last column of the history.
    double errorBelow() {
        return errorBelow;
    }

    /// The local error of order q + 1 is this times the change of the scaled correction, see [#quotient].
    double errorAbove() {
        return errorAbove;
    }

    /// Scales corrections of steps with different past so that their difference is a derivative of order q + 2.
    double quotient() {
        return quotient;
    }
}
