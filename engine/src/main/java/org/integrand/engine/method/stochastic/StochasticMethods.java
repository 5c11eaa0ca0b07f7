package org.integrand.engine.method.stochastic;

import org.integrand.engine.problem.AdditiveNoise;
import org.integrand.engine.problem.CommutativeNoise;
import org.integrand.engine.problem.ItoProblem;
import org.integrand.engine.problem.Noise;
import org.integrand.engine.problem.StratonovichProblem;

/// The methods for problems with noise.
///
/// | method | sense | noise | strong order | weak | f a step | g a step | error estimate |
/// |---|---|---|---|---|---|---|---|
/// | [#eulerMaruyama] | Ito | any | 1/2 (1 if additive) | 1 | 1 | 1 | - |
/// | [#milstein] | Ito | commutative | 1 | 1 | 1 | 2 or 3 | order 1 |
/// | [#milsteinStratonovich] | Stratonovich | commutative | 1 | 1 | 1 | 2 or 3 | order 1 |
/// | [#heun] | Stratonovich | commutative | 1 | 1 | 2 | 2 | order 1 |
/// | [#heunOfAnyNoise] | Stratonovich | any | 1/2 | 1 | 2 | 2 | - |
/// | [#sra1] | both | additive | 3/2 | 2 | 2 | 1 | order 3/2 |
/// | [#sra3] | both | additive | 3/2 | 2, 3 without noise | 3 | 1 | order 3/2 |
///
/// Milstein's methods evaluate g three times, or g and (dg/dy) g once each where the latter is given.
///
/// Methods with an estimate choose their steps by looking at the path, which is safe: a rejected step is taken again
/// in parts of the same path. The others are for fixed steps: without a term for (dW)^2 they may converge to something
/// else when steps depend on what the path does next (J. G. Gaines, T. J. Lyons, "Variable step size control in
/// the numerical solution of stochastic differential equations", SIAM J. Appl. Math. 57 (1997)).
public final class StochasticMethods {
    private StochasticMethods() {}

    /// y1 = y + f h + g dW. Source: G. Maruyama, "Continuous Markov processes and stochastic equations", Rend. Circ.
    /// Mat. Palermo 4 (1955).
    public static <N extends Noise<N>> StochasticMethod<ItoProblem<N>> eulerMaruyama() {
        return new SchemeMethod<>("euler-maruyama", 1, 0.5, 0, EulerMaruyama::new);
    }

    /// Euler-Maruyama + (1/2) (dg/dy) g ((dW)^2 - h): see `Milstein`.
    public static <N extends CommutativeNoise<N>> StochasticMethod<ItoProblem<N>> milstein() {
        return new SchemeMethod<>("milstein", 1, 1, 1, step -> new Milstein(step, true));
    }

    /// y1 = y + f h + g dW + (1/2) (dg/dy) g (dW)^2: see `Milstein`.
    public static <N extends CommutativeNoise<N>> StochasticMethod<StratonovichProblem<N>> milsteinStratonovich() {
        return new SchemeMethod<>("milstein-stratonovich", 1, 1, 1, step -> new Milstein(step, false));
    }

    /// The trapezoidal rule after an Euler step, for f and g alike: see `StochasticHeun`.
    public static <N extends CommutativeNoise<N>> StochasticMethod<StratonovichProblem<N>> heun() {
        return new SchemeMethod<>("stochastic-heun", 1, 1, 1, StochasticHeun::new);
    }

    /// As [#heun], for fixed steps, whatever the noise.
    public static <N extends Noise<N>> StochasticMethod<StratonovichProblem<N>> heunOfAnyNoise() {
        return new SchemeMethod<>("stochastic-heun", 1, 0.5, 0, StochasticHeun::new);
    }

    /// Two stages: see [AdditiveTableau#SRA1].
    public static StochasticMethod<ItoProblem<AdditiveNoise>> sra1() {
        return AdditiveTableau.SRA1.method();
    }

    /// Three stages, more accurate where the noise is small: see [AdditiveTableau#SRA3].
    public static StochasticMethod<ItoProblem<AdditiveNoise>> sra3() {
        return AdditiveTableau.SRA3.method();
    }
}
