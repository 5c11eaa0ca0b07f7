package org.integrand.engine.problem;

import java.util.function.UnaryOperator;
import org.integrand.engine.noise.BrownianMotion;

/// dy = f(t, y) dt + g(t, y) dW in the sense of Ito, y(t0) = y0, along one path of W.
///
/// Rewritten from Stratonovich's sense: f_ito = f + (1/2) sum_j (dg_j/dy) g_j over the columns g_j.
///
/// @param drift  f, and from where to where; t1 after t0
/// @param noise  g
/// @param motion the path; it covers t0 ... t1 and has the noise's processes
public record ItoProblem<N extends Noise<N>>(InitialValueProblem<double[]> drift, N noise, BrownianMotion motion)
        implements StochasticProblem<N>, StructuredProblem<ItoProblem<N>> {
    /// @throws IllegalArgumentException when time runs backwards or the path does not fit
    public ItoProblem {
        requireFit(drift, noise, motion);
    }

    /// Along the first path of a seed between t0 and t1.
    public static <N extends Noise<N>> ItoProblem<N> of(InitialValueProblem<double[]> drift, N noise, long seed) {
        return new ItoProblem<>(drift, noise, motion(drift, noise, seed));
    }

    /// Along another path.
    public ItoProblem<N> along(BrownianMotion other) {
        return new ItoProblem<>(drift, noise, other);
    }

    /// The problem without its noise.
    @Override
    public InitialValueProblem<double[]> whole() {
        return drift;
    }

    @Override
    public ItoProblem<N> wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return new ItoProblem<>(drift.with(wrapping.apply(drift.field())), noise.wrapped(wrapping), motion);
    }

    static BrownianMotion motion(InitialValueProblem<double[]> drift, Noise<?> noise, long seed) {
        requireForwards(drift);
        int processes = noise.processes(drift.space().dimension());
        return new BrownianMotion(seed, 0, drift.t0(), drift.t1(), processes);
    }

    static void requireFit(InitialValueProblem<double[]> drift, Noise<?> noise, BrownianMotion motion) {
        requireForwards(drift);
        int processes = noise.processes(drift.space().dimension());
        if (motion.processes() != processes)
            throw new IllegalArgumentException(
                    "Brownian path of " + motion.processes() + " processes: expected those of the noise, " + processes);
        if (!(motion.start() <= drift.t0() && motion.end() >= drift.t1()))
            throw new IllegalArgumentException("Brownian path from " + motion.start() + " to " + motion.end()
                    + ": expected it to cover the problem's times, " + drift.t0() + " to " + drift.t1());
    }

    private static void requireForwards(InitialValueProblem<double[]> drift) {
        if (!(drift.t1() > drift.t0()))
            throw new IllegalArgumentException(
                    "t1 = " + drift.t1() + " of a problem with noise: expected a time after t0 = " + drift.t0());
    }
}
