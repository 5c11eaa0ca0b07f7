package org.integrand.engine.method.stochastic;

/// u = y + f h + g dW,   y1 = y + (h/2) (f(t, y) + f(t1, u)) + (1/2) (g(t, y) + g(t1, u)) dW,
///
/// which converges in the sense of Stratonovich. The error is estimated by y1 - u, O(h).
///
/// Source: W. Ruemelin, "Numerical treatment of stochastic differential equations", SIAM J. Numer. Anal. 19 (1982).
final class StochasticHeun implements Scheme {
    private final double[] felt;
    private final double[] feltLater;
    private final double[] driftLater;
    private final double[] noiseLater;

    StochasticHeun(StochasticStep step) {
        felt = new double[step.variables];
        feltLater = new double[step.variables];
        driftLater = new double[step.variables];
        noiseLater = new double[step.noise.size(step.variables)];
    }

    @Override
    public void advance(StochasticStep step) {
        double h = step.length();
        double[] f = step.driftBefore();
        step.noise.times(step.noiseBefore(), step.increment, felt);
        for (int i = 0; i < felt.length; i++) step.after[i] = step.before[i] + (h * f[i] + felt[i]);
        step.drift.evaluate(step.end, step.after, driftLater);
        step.noise.evaluate(step.end, step.after, noiseLater);
        step.noise.times(noiseLater, step.increment, feltLater);
        for (int i = 0; i < felt.length; i++) {
            step.error[i] = 0.5 * (h * (driftLater[i] - f[i]) + (feltLater[i] - felt[i]));
            step.after[i] = step.before[i] + 0.5 * (h * (f[i] + driftLater[i]) + (felt[i] + feltLater[i]));
        }
    }
}
