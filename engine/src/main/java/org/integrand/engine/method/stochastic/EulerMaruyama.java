package org.integrand.engine.method.stochastic;

/// y1 = y + f h + g dW, f and g at the start.
final class EulerMaruyama implements Scheme {
    private final double[] felt;

    EulerMaruyama(StochasticStep step) {
        felt = new double[step.variables];
    }

    @Override
    public void advance(StochasticStep step) {
        double h = step.length();
        double[] f = step.driftBefore();
        step.noise.times(step.noiseBefore(), step.increment, felt);
        for (int i = 0; i < felt.length; i++) step.after[i] = step.before[i] + (h * f[i] + felt[i]);
    }
}
