package org.integrand.engine.quadrature;

import java.util.List;
import java.util.Optional;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;

/// Computes integrals over an interval.
///
/// ```java
/// var gauss = Integral.of(x -> Math.exp(-x * x), NEGATIVE_INFINITY, POSITIVE_INFINITY);
/// var estimate = Quadrature.adaptive().tolerance(0, 1e-12).integrate(gauss).requireConverged();
/// ```
/// A quadrature is immutable and may be used by many threads.
///
/// @param method       how
/// @param goal         how well
/// @param progress     hears how far the error is on its way down
/// @param cancellation asks to stop
public record Quadrature(QuadratureMethod method, Goal goal, Progress progress, Cancellation cancellation) {
    /// Adaptive Gauss-Kronrod quadrature: (10, 21) on finite ranges, (7, 15) on infinite ones.
    public static Quadrature adaptive() {
        return by(new QuadratureMethod.Adaptive());
    }

    /// Double exponential quadrature: tanh-sinh and its siblings.
    public static Quadrature doubleExponential() {
        return by(new QuadratureMethod.DoubleExponential());
    }

    /// Quadrature by a method.
    public static Quadrature by(QuadratureMethod method) {
        return new Quadrature(method, Goal.DEFAULT, Progress.NONE, Cancellation.NONE);
    }

    /// The tolerance: error <= max(absolute, relative |value|).
    public Quadrature tolerance(double absolute, double relative) {
        return goal(goal.tolerance(absolute, relative));
    }

    /// All of the goal.
    public Quadrature goal(Goal other) {
        return new Quadrature(method, other, progress, cancellation);
    }

    /// So many evaluations at most.
    public Quadrature evaluationLimit(long limit) {
        return goal(goal.evaluations(limit));
    }

    /// Who hears of the progress.
    public Quadrature progress(Progress listener) {
        return new Quadrature(method, goal, listener, cancellation);
    }

    /// Who may stop it.
    public Quadrature cancellation(Cancellation asked) {
        return new Quadrature(method, goal, progress, asked);
    }

    /// The integral as well as it can be known. Never throws for a bad integrand: the estimate says
    /// what is wrong.
    public Estimate integrate(Integral integral) {
        var f = new Evaluations(integral.integrand(), progress, cancellation);
        if (integral.from() == integral.to())
            return new Estimate(
                    new double[integral.components()], 0, 0, Ending.CONVERGED, Ending.CONVERGED.words(), List.of());
        var estimate = switch (method) {
            case QuadratureMethod.Adaptive(var pair) -> adaptive(integral, pair, f);
            case QuadratureMethod.DoubleExponential() -> new DoubleExponentialSum(integral, f, goal).run();
        };
        return estimate.times(integral.sign());
    }

    private Estimate adaptive(Integral integral, Optional<KronrodPair> pair, Evaluations f) {
        var segments = Segment.of(integral);
        boolean finite = segments.stream().allMatch(s -> s instanceof Segment.Finite);
        var used = pair.orElse(finite ? KronrodPair.GK21 : KronrodPair.GK15);
        var rule = new KronrodRule(used, f, integral.components(), goal.norm());
        return new Bisection(rule, f, goal, integral.components()).run(segments);
    }
}
