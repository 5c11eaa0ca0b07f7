package org.integrand.engine.quadrature;

import org.integrand.engine.quadrature.rule.GaussRule;

/// Integrals of T_k(u) cos(w u) and T_k(u) sin(w u) over [-1, 1], T_k the Chebyshev polynomials, k = 0
/// ... n.
///
/// With M_k the integral of T_k e^(iwu) and B_k = e^(iw) - (-1)^k e^(-iw), integration by parts gives
///
/// 2 M_k = (B_(k+1) - iw M_(k+1)) / (k + 1) - (B_(k-1) - iw M_(k-1)) / (k - 1),
///
/// stable upwards while k <= w. For smaller w the integrands turn so little that a Gauss rule is exact
/// to rounding. M_k is real for even k (the cosine's part) and imaginary for odd k (the sine's), so one
/// array holds both.
///
/// Source: V. Dominguez, I. G. Graham, V. P. Smyshlyaev, "Stability and error estimates for
/// Filon-Clenshaw-Curtis rules for highly oscillatory integrals", IMA J. Numer. Anal. 31 (2011).
final class ChebyshevMoments {
    private static final GaussRule RULE = GaussRule.legendre(64);

    private ChebyshevMoments() {}

    /// Moment k is that of cos for even k, of sin for odd k; the others are 0.
    static double[] of(double w, int n) {
        return Math.abs(w) > n ? upwards(w, n) : byRule(w, n);
    }

    private static double[] byRule(double w, int n) {
        double[] moments = new double[n + 1];
        for (int i = 0; i < RULE.nodes().length; i++) {
            double u = RULE.nodes()[i];
            double cosine = Math.cos(w * u);
            double sine = Math.sin(w * u);
            double before = u; // T_-1
            double now = 1;
            for (int k = 0; k <= n; k++) {
                moments[k] += RULE.weights()[i] * now * (k % 2 == 0 ? cosine : sine);
                double next = 2 * u * now - before;
                before = now;
                now = next;
            }
        }
        return moments;
    }

    /// With M_k = m_k for even and i m_k for odd k; B_k = 2 i sin w for even, 2 cos w for odd k.
    private static double[] upwards(double w, int n) {
        double[] m = new double[n + 1];
        double sine = Math.sin(w);
        double cosine = Math.cos(w);
        m[0] = 2 * sine / w;
        if (n > 0) m[1] = 2 * (sine - w * cosine) / (w * w);
        if (n > 1) m[2] = (2 * sine - 4 * m[1]) / w;
        for (int k = 2; k < n; k++) {
            double sum;
            if (k % 2 == 0) { // (k + 1) odd: iw i m = -w m; B odd = 2 cos w
                sum = 2 * m[k] + (2 * cosine + w * m[k - 1]) / (k - 1);
                m[k + 1] = ((k + 1) * sum - 2 * cosine) / w;
            } else { // divided by i: B even = 2 sin w
                sum = 2 * m[k] + (2 * sine - w * m[k - 1]) / (k - 1);
                m[k + 1] = (2 * sine - (k + 1) * sum) / w;
            }
        }
        return m;
    }
}
