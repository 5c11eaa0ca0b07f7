package org.integrand.engine.problem;

import org.integrand.engine.noise.BrownianMotion;

/// A stochastic differential equation along one path of its Brownian motion. In whose sense is a type: [ItoProblem],
/// [StratonovichProblem].
public sealed interface StochasticProblem<N extends Noise<N>> permits ItoProblem, StratonovichProblem {
    /// f, and from where to where.
    InitialValueProblem<double[]> drift();

    /// g.
    N noise();

    /// The path of W.
    BrownianMotion motion();
}
