package org.integrand.engine.method.stochastic;

import java.util.Optional;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.DiagonalNoise;
import org.integrand.engine.space.Tolerance;

/// Any scheme at work.
final class StochasticStepper implements Stepper<double[]> {
    private final StochasticStep step;
    private final Scheme scheme;
    private final boolean estimates;
    private final Tolerance tolerance;
    private final StepPath interpolant;
    private boolean checked;

    StochasticStepper(StochasticStep step, Scheme scheme, boolean estimates, Tolerance tolerance) {
        this.step = step;
        this.scheme = scheme;
        this.estimates = estimates;
        this.tolerance = tolerance;
        interpolant = new StepPath(step);
    }

    @Override
    public double[] state() {
        return step.before;
    }

    @Override
    public double[] slope(double t) {
        return step.driftBefore();
    }

    @Override
    public double attempt(double t, double next) {
        if (!checked && step.noise instanceof DiagonalNoise diagonal) OwnValues.require(diagonal, t, step.before);
        checked = true;
        step.over(t, next);
        scheme.advance(step);
        if (estimates) return step.space.errorNorm(step.error, step.before, step.after, tolerance);
        return Double.isFinite(step.space.norm(step.after)) ? 0 : Double.NaN;
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return interpolant;
    }

    @Override
    public void accept() {
        step.accept();
    }

    @Override
    public void restart(double t, double[] state) {
        step.restart(t, state);
    }

    /// The path is a function of its seed: nothing of it needs to be remembered.
    @Override
    public Optional<Memory<double[]>> memory() {
        return Optional.of(Memory.of(step.before));
    }
}
