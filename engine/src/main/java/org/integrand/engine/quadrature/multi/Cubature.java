package org.integrand.engine.quadrature.multi;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.integrand.engine.quadrature.Ending;
import org.integrand.engine.quadrature.Estimate;
import org.integrand.engine.quadrature.Goal;
import org.integrand.engine.quadrature.Integral;
import org.integrand.engine.quadrature.Quadrature;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;

/// Computes integrals over several dimensions.
///
/// ```java
/// var gauss = MultipleIntegral.of(x -> exp(-x[0] * x[0] - x[1] * x[1]), new double[] {0, 0}, new double[] {1, 1});
/// var estimate = Cubature.adaptive().tolerance(0, 1e-9).integrate(gauss);
/// ```
///
/// @param method       how
/// @param goal         how well
/// @param parallel     whether several threads evaluate f; the result is the same, bit for bit
/// @param progress     hears how far the error is on its way down
/// @param cancellation asks to stop
public record Cubature(
        CubatureMethod method, Goal goal, boolean parallel, Progress progress, Cancellation cancellation) {
    /// Adaptive subdivision.
    public static Cubature adaptive() {
        return by(new CubatureMethod.Adaptive());
    }

    /// Cubature by a method, to 1e-6 and ten million evaluations.
    public static Cubature by(CubatureMethod method) {
        var goal = Goal.DEFAULT.tolerance(1e-12, 1e-6).evaluations(10_000_000);
        return new Cubature(method, goal, false, Progress.NONE, Cancellation.NONE);
    }

    /// The tolerance: error <= max(absolute, relative |value|).
    public Cubature tolerance(double absolute, double relative) {
        return goal(goal.tolerance(absolute, relative));
    }

    /// So many evaluations at most.
    public Cubature evaluationLimit(long limit) {
        return goal(goal.evaluations(limit));
    }

    /// All of the goal.
    public Cubature goal(Goal other) {
        return new Cubature(method, other, parallel, progress, cancellation);
    }

    /// Whether several threads evaluate f.
    public Cubature parallel(boolean several) {
        return new Cubature(method, goal, several, progress, cancellation);
    }

    /// Who hears of the progress.
    public Cubature progress(Progress listener) {
        return new Cubature(method, goal, parallel, listener, cancellation);
    }

    /// Who may stop it.
    public Cubature cancellation(Cancellation asked) {
        return new Cubature(method, goal, parallel, progress, asked);
    }

    /// The integral as well as it can be known.
    public Estimate integrate(MultipleIntegral integral) {
        return switch (method) {
            case CubatureMethod.Adaptive() ->
                integral.region().dimension() == 1 ? alongALine(integral) : new Subdivision(integral, this).run();
            case CubatureMethod.MonteCarlo(long seed) -> new RandomMean(integral, this, seed).run();
            case CubatureMethod.Sobol(long seed) -> new ScrambledMeans(integral, this, seed).run();
        };
    }

    private Estimate alongALine(MultipleIntegral integral) {
        var f = new MappedIntegrand(integral);
        double[] u = new double[1];
        var line = Integral.of(
                integral.components(),
                (s, into) -> {
                    u[0] = s;
                    f.evaluate(u, into);
                },
                0,
                1);
        return Quadrature.adaptive()
                .goal(goal)
                .progress(progress)
                .cancellation(cancellation)
                .integrate(line);
    }

    /// Runs tasks 0 ... count - 1, each of which writes to its own place.
    void run(int count, IntConsumer task) {
        var all = IntStream.range(0, count);
        (parallel ? all.parallel() : all).forEach(task);
    }

    /// How an estimate ends that has come so far.
    static Estimate ended(double[] value, double error, long evaluations, Ending ending, String more) {
        return new Estimate(value, error, evaluations, ending, ending.words() + more, List.of());
    }
}
