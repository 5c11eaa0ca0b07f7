package org.integrand.engine.method.stochastic;

import java.util.Optional;
import org.integrand.engine.problem.AdditiveNoise;
import org.integrand.engine.problem.DiagonalNoise;
import org.integrand.engine.problem.GeneralNoise;
import org.integrand.engine.problem.ScalarNoise;
import org.integrand.engine.problem.VectorField;

/// y1 = y + f h + g dW + (1/2) (dg/dy) g q,   q = (dW)^2 - h in the sense of Ito, (dW)^2 in that of Stratonovich,
///
/// where each variable has the q of the process it feels. Where (dg/dy) g is not given it is replaced by
/// (g(t, y + sqrt(h) g) - g(t, y - sqrt(h) g)) / (2 sqrt(h)). A one-sided quotient, with its error O(sqrt(h)), would
/// cost
/// half an order wherever the mean of q is not 0: in Stratonovich's sense, and when steps are chosen by their error.
///
/// The error is estimated by what Euler's step lacks: (1/2) (dg/dy) g q + (h/2) (f(t1, y1) - f(t, y)), O(h).
///
/// Sources: G. N. Milstein, "Approximate integration of stochastic differential equations", Theory Probab. Appl. 19
/// (1974); P. E. Kloeden, E. Platen, "Numerical Solution of Stochastic Differential Equations", 1992, 10.3 and 11.1.
final class Milstein implements Scheme {
    private final boolean ito;
    private final double[] felt;
    private final double[] product;
    private final double[] moved;
    private final double[] below;

    Milstein(StochasticStep step, boolean ito) {
        this.ito = ito;
        felt = new double[step.variables];
        product = new double[step.variables];
        moved = new double[step.variables];
        below = new double[step.variables];
    }

    @Override
    public void advance(StochasticStep step) {
        double h = step.length();
        double[] f = step.driftBefore();
        double[] g = step.noiseBefore();
        step.noise.times(g, step.increment, felt);
        switch (step.noise) {
            case AdditiveNoise _ -> {} // dg/dy = 0
            case ScalarNoise scalar -> product(step, scalar.field(), scalar.product());
            case DiagonalNoise diagonal -> product(step, diagonal.field(), diagonal.product());
            case GeneralNoise _ -> throw new IllegalStateException("general noise: expected commutative noise");
        }
        boolean one = step.increment.length == 1;
        boolean additive = step.noise instanceof AdditiveNoise;
        for (int i = 0; i < felt.length; i++) {
            double dw = additive ? 0 : step.increment[one ? 0 : i];
            double correction = 0.5 * product[i] * (dw * dw - (ito ? h : 0));
            step.error[i] = correction - 0.5 * h * f[i];
            step.after[i] = step.before[i] + (h * f[i] + felt[i] + correction);
        }
        double[] next = step.driftAfter();
        for (int i = 0; i < felt.length; i++) step.error[i] += 0.5 * h * next[i];
    }

    /// product = (dg/dy) g
    private void product(StochasticStep step, VectorField<double[]> noise, Optional<VectorField<double[]>> derivative) {
        if (derivative.isPresent()) {
            derivative.get().evaluate(step.start, step.before, product);
            return;
        }
        double root = Math.sqrt(step.length());
        double[] g = step.noiseBefore();
        move(step.before, root, g);
        noise.evaluate(step.start, moved, product);
        move(step.before, -root, g);
        noise.evaluate(step.start, moved, below);
        for (int i = 0; i < moved.length; i++) product[i] = (product[i] - below[i]) / (2 * root);
    }

    private void move(double[] y, double by, double[] g) {
        for (int i = 0; i < moved.length; i++) moved[i] = y[i] + by * g[i];
    }
}
