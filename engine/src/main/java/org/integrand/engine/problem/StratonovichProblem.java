package org.integrand.engine.problem;

import java.util.function.UnaryOperator;
import org.integrand.engine.noise.BrownianMotion;

/// dy = f(t, y) dt + g(t, y) o dW in the sense of Stratonovich, y(t0) = y0, along one path of W: the limit of smooth
/// noise, with the ordinary chain rule.
///
/// @param drift  f, and from where to where; t1 after t0
/// @param noise  g
/// @param motion the path; it covers t0 ... t1 and has the noise's processes
public record StratonovichProblem<N extends Noise<N>>(
        InitialValueProblem<double[]> drift, N noise, BrownianMotion motion)
        implements StochasticProblem<N>, StructuredProblem<StratonovichProblem<N>> {
    /// @throws IllegalArgumentException when time runs backwards or the path does not fit
    public StratonovichProblem {
        ItoProblem.requireFit(drift, noise, motion);
    }

    /// Along the first path of a seed between t0 and t1.
    public static <N extends Noise<N>> StratonovichProblem<N> of(
            InitialValueProblem<double[]> drift, N noise, long seed) {
        return new StratonovichProblem<>(drift, noise, ItoProblem.motion(drift, noise, seed));
    }

    /// Along another path.
    public StratonovichProblem<N> along(BrownianMotion other) {
        return new StratonovichProblem<>(drift, noise, other);
    }

    /// The problem without its noise.
    @Override
    public InitialValueProblem<double[]> whole() {
        return drift;
    }

    @Override
    public StratonovichProblem<N> wrapped(UnaryOperator<VectorField<double[]>> wrapping) {
        return new StratonovichProblem<>(drift.with(wrapping.apply(drift.field())), noise.wrapped(wrapping), motion);
    }
}
