package org.integrand.engine.method.stochastic;

import org.integrand.engine.method.Interpolant;

/// The solution within a step, on its path:
///
/// y(t) = y0 + x (y1 - y0) + g(t0, y0) B(t),   x = (t - t0) / h,   B(t) = W(t) - W(t0) - x (W(t1) - W(t0)).
///
/// What W does between the ends is there in full with the g of the start: the error is O(h), O(h^(3/2)) for
/// additive noise. A straight line would have O(h^(1/2)).
final class StepPath implements Interpolant<double[]> {
    private final StochasticStep step;
    private final double[] bridge;
    private final double[] unused;
    private final double[] felt;

    StepPath(StochasticStep step) {
        this.step = step;
        bridge = new double[step.increment.length];
        unused = new double[step.increment.length];
        felt = new double[step.variables];
    }

    @Override
    public double start() {
        return step.start;
    }

    @Override
    public double end() {
        return step.end;
    }

    @Override
    public void at(double t, double[] into) {
        if (t == step.start) step.space.copy(step.before, into);
        else if (t == step.end) step.space.copy(step.after, into);
        else {
            step.path(Math.min(step.start, t), Math.max(step.start, t), bridge, unused);
            double x = (t - step.start) / step.length();
            double sign = t < step.start ? -1 : 1;
            for (int j = 0; j < bridge.length; j++) bridge[j] = sign * bridge[j] - x * step.increment[j];
            step.noise.times(step.noiseBefore(), bridge, felt);
            for (int i = 0; i < felt.length; i++)
                into[i] = step.before[i] + (x * (step.after[i] - step.before[i]) + felt[i]);
        }
    }

    @Override
    public Interpolant<double[]> keep() {
        return new KeptPath(
                step.noise,
                step.motion,
                step.start,
                step.end,
                step.before.clone(),
                step.after.clone(),
                step.noiseBefore().clone());
    }
}
