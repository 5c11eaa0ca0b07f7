package org.integrand.diffusion.sampler;

/// The functions of exponential integrators: phi_0(z) = e^z, phi_(k+1)(z) = (phi_k(z) - 1 / k!) / z.
/// Source: M. Hochbruck, A. Ostermann, "Exponential integrators", Acta Numerica 19 (2010), eq. 2.10.
public final class Phi {
    private Phi() {}

    /// phi_k(z), 0 <= k <= 10, to a few units in the last place.
    ///
    /// The recurrence loses all digits for small z. For |z| <= k + 1 the series phi_k = sum_j z^j / (j + k)!
    /// has terms that shrink from the first on, so it is used there whatever the sign; beyond, the recurrence
    /// divides errors by |z|.
    public static double phi(int k, double z) {
        if (k < 0 || k > 10) throw new IllegalArgumentException("phi order " + k + ": expected 0 ... 10");
        if (k == 0) return Math.exp(z);
        if (k == 1) return z == 0 ? 1 : Math.expm1(z) / z;
        if (Math.abs(z) > k + 1) return (phi(k - 1, z) - 1 / factorial(k - 1)) / z;
        double term = 1 / factorial(k);
        double sum = 0;
        for (int j = 1; Math.abs(term) > 1e-17 * Math.abs(sum); j++) {
            sum += term;
            term *= z / (j + k);
        }
        return sum;
    }

    private static double factorial(int n) {
        double product = 1;
        for (int i = 2; i <= n; i++) product *= i;
        return product;
    }
}
