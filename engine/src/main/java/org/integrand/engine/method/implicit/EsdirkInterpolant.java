package org.integrand.engine.method.implicit;

import org.integrand.engine.method.CubicHermite;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.PolynomialPiece;
import org.integrand.engine.space.DoubleSpace;

/// Dense output of an ESDIRK method: the cubic with the states and slopes of both ends, plus
/// theta^2 (1 - theta)^2 h sum_i q_i k_i, which changes neither, see [EsdirkTableau].
final class EsdirkInterpolant implements Interpolant<double[]> {
    private final DoubleSpace space;
    private final double[] q;
    private final CubicHermite<double[]> cubic;
    private final double[] coefficients;
    private final double[][] terms;
    private int used;

    EsdirkInterpolant(EsdirkTableau tableau, DoubleSpace space) {
        this.space = space;
        q = tableau.quartic();
        cubic = new CubicHermite<>(space);
        coefficients = new double[q.length + 1];
        terms = new double[q.length + 1][];
    }

    /// Over a step with these states and stage slopes, which are kept, not copied.
    void over(double start, double end, double[] before, double[] after, double[][] k) {
        cubic.over(start, end, before, after, k[0], k[k.length - 1]);
        used = 1;
        for (int i = 0; i < q.length; i++) if (q[i] != 0) terms[used++] = k[i];
    }

    @Override
    public double start() {
        return cubic.start();
    }

    @Override
    public double end() {
        return cubic.end();
    }

    @Override
    public void at(double t, double[] into) {
        cubic.at(t, into);
        double theta = (t - start()) / (end() - start());
        double bubble = theta * (1 - theta);
        if (used > 1 && bubble != 0) add(bubble * bubble, into);
    }

    @Override
    public Interpolant<double[]> keep() {
        double[][] hermite = cubic.powers();
        if (used == 1) return new PolynomialPiece<>(space, start(), end(), hermite);
        double[][] powers = {hermite[0], hermite[1], hermite[2], hermite[3], space.allocate()};
        double[] expanded = {0, 0, 1, -2, 1}; // theta^2 (1 - theta)^2
        for (int m = 2; m <= 4; m++) add(expanded[m], powers[m]);
        return new PolynomialPiece<>(space, start(), end(), powers);
    }

    /// into = into + factor h sum_i q_i k_i
    private void add(double factor, double[] into) {
        double scale = factor * (end() - start());
        coefficients[0] = 1;
        terms[0] = into;
        int n = 1;
        for (double weight : q) if (weight != 0) coefficients[n++] = scale * weight;
        space.combine(coefficients, terms, used, into);
    }
}
