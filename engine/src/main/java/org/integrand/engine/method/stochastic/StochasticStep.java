package org.integrand.engine.method.stochastic;

import org.integrand.engine.noise.BrownianCursor;
import org.integrand.engine.noise.BrownianMotion;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.Noise;
import org.integrand.engine.problem.StochasticProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;

/// One step from `start` to `end`, and what is known about it. f and g at its ends are evaluated at most once a
/// state.
final class StochasticStep {
    final Space<double[]> space;
    final VectorField<double[]> drift;
    final Noise<?> noise;
    final BrownianMotion motion;
    final int variables;

    /// W(end) - W(start)
    final double[] increment;

    /// int (W(r) - W(start)) dr over the step
    final double[] integral;

    /// what the scheme estimates
    final double[] error;

    private final BrownianCursor cursor;
    double start;
    double end;
    double[] before;
    double[] after;
    private double[] driftBefore;
    private double[] driftAfter;
    private double[] noiseBefore;
    private double[] noiseAfter;
    private boolean driftBeforeKnown;
    private boolean driftAfterKnown;
    private boolean noiseBeforeKnown;
    private boolean noiseAfterKnown;

    StochasticStep(StochasticProblem<?> problem) {
        InitialValueProblem<double[]> whole = problem.drift();
        space = whole.space();
        drift = whole.field();
        noise = problem.noise();
        motion = problem.motion();
        cursor = motion.cursor();
        variables = space.dimension();
        start = whole.t0();
        end = start;
        increment = new double[motion.processes()];
        integral = new double[motion.processes()];
        error = space.allocate();
        before = whole.y0();
        after = space.allocate();
        driftBefore = space.allocate();
        driftAfter = space.allocate();
        noiseBefore = new double[noise.size(variables)];
        noiseAfter = new double[noise.size(variables)];
    }

    double length() {
        return end - start;
    }

    /// Another step from the current state.
    void over(double from, double to) {
        start = from;
        end = to;
        cursor.between(from, to, increment, integral);
        driftAfterKnown = false;
        noiseAfterKnown = false;
    }

    /// The state after the step becomes the current one.
    void accept() {
        double[] state = before;
        before = after;
        after = state;
        double[] f = driftBefore;
        driftBefore = driftAfter;
        driftAfter = f;
        double[] g = noiseBefore;
        noiseBefore = noiseAfter;
        noiseAfter = g;
        driftBeforeKnown = driftAfterKnown;
        noiseBeforeKnown = noiseAfterKnown;
        driftAfterKnown = false;
        noiseAfterKnown = false;
        start = end;
    }

    /// Goes on from another state.
    void restart(double t, double[] state) {
        space.copy(state, before);
        start = t;
        end = t;
        driftBeforeKnown = false;
        noiseBeforeKnown = false;
        driftAfterKnown = false;
        noiseAfterKnown = false;
    }

    /// f(start, before)
    double[] driftBefore() {
        if (!driftBeforeKnown) drift.evaluate(start, before, driftBefore);
        driftBeforeKnown = true;
        return driftBefore;
    }

    /// f(end, after), once the state after the step is there
    double[] driftAfter() {
        if (!driftAfterKnown) drift.evaluate(end, after, driftAfter);
        driftAfterKnown = true;
        return driftAfter;
    }

    /// g(start, before)
    double[] noiseBefore() {
        if (!noiseBeforeKnown) noise.evaluate(start, before, noiseBefore);
        noiseBeforeKnown = true;
        return noiseBefore;
    }

    /// g(end, after), once the state after the step is there; of additive noise at any time
    double[] noiseAfter() {
        if (!noiseAfterKnown) noise.evaluate(end, after, noiseAfter);
        noiseAfterKnown = true;
        return noiseAfter;
    }

    /// Increments and integrals of the path over other times.
    void path(double from, double to, double[] w, double[] i) {
        cursor.between(from, to, w, i);
    }
}
