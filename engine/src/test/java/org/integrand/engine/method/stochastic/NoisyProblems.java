package org.integrand.engine.method.stochastic;

import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.noise.BrownianMotion;
import org.integrand.engine.problem.AdditiveNoise;
import org.integrand.engine.problem.DiagonalNoise;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.ItoProblem;
import org.integrand.engine.problem.ScalarNoise;
import org.integrand.engine.problem.StochasticProblem;
import org.integrand.engine.problem.StratonovichProblem;
import org.integrand.engine.problem.StructuredProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;

/// Problems whose solution is known on each path. Sources of the first and the third: P. E. Kloeden, E. Platen,
/// "Numerical Solution of Stochastic Differential Equations", 1992, 4.4.
final class NoisyProblems {
    private NoisyProblems() {}

    static InitialValueProblem<double[]> drift(double y0, VectorField<double[]> f) {
        return new InitialValueProblem<>(DoubleSpace.of(1), f, 0, 1, new double[] {y0});
    }

    static BrownianMotion motion(long path) {
        return new BrownianMotion(11, path, 0, 1, 1);
    }

    /// W(t) - W(start)
    static double w(BrownianMotion motion, double t) {
        double[] w = new double[motion.processes()];
        motion.cursor().between(motion.start(), t, w, new double[w.length]);
        return w[0];
    }

    static double w(StochasticProblem<?> problem) {
        return w(problem.motion(), problem.drift().t1());
    }

    /// dy = 0.5 y dt + 0.5 y dW: y = exp(0.375 t + 0.5 W)
    static ItoProblem<ScalarNoise> geometric(long path) {
        return new ItoProblem<>(
                drift(1, (_, y, into) -> into[0] = 0.5 * y[0]),
                ScalarNoise.of((_, y, into) -> into[0] = 0.5 * y[0]),
                motion(path));
    }

    static double geometricExact(StochasticProblem<?> problem) {
        return Math.exp(0.375 + 0.5 * w(problem));
    }

    /// dy = cos(y) o dW: y = gd(W), the Gudermannian, bounded.
    static StratonovichProblem<DiagonalNoise> gudermann(long path) {
        return new StratonovichProblem<>(
                drift(0, (_, _, into) -> into[0] = 0),
                DiagonalNoise.of((_, y, into) -> into[0] = Math.cos(y[0])),
                motion(path));
    }

    /// The same in Ito's sense.
    static ItoProblem<DiagonalNoise> gudermannIto(long path, boolean derivative) {
        VectorField<double[]> g = (_, y, into) -> into[0] = Math.cos(y[0]);
        return new ItoProblem<>(
                drift(0, (_, y, into) -> into[0] = -0.5 * Math.sin(y[0]) * Math.cos(y[0])),
                derivative
                        ? DiagonalNoise.of(g, (_, y, into) -> into[0] = -Math.sin(y[0]) * Math.cos(y[0]))
                        : DiagonalNoise.of(g),
                motion(path));
    }

    static double gudermannExact(double w) {
        return 2 * Math.atan(Math.tanh(w / 2));
    }

    static double gudermannExact(StochasticProblem<?> problem) {
        return gudermannExact(w(problem));
    }

    /// dy = (b / sqrt(1 + t) - y / (2 (1 + t))) dt + a b / sqrt(1 + t) dW, a = 0.7, b = 0.5:
    /// y = (1 + b (t + a W)) / sqrt(1 + t)
    static ItoProblem<AdditiveNoise> fading(long path) {
        return new ItoProblem<>(
                drift(1, (t, y, into) -> into[0] = 0.5 / Math.sqrt(1 + t) - y[0] / (2 * (1 + t))),
                new AdditiveNoise(1, (t, into) -> into[0] = 0.35 / Math.sqrt(1 + t)),
                motion(path));
    }

    static double fadingExact(StochasticProblem<?> problem) {
        return (1 + 0.5 * (1 + 0.7 * w(problem))) / Math.sqrt(2);
    }

    /// Strong order: slope of the root mean square over paths of the error at the end.
    static <P extends StructuredProblem<P>> double strongOrder(
            int paths, LongFunction<P> problems, StructuredMethod<P> method, ToDoubleFunction<P> exact, int... steps) {
        double[] lengths = new double[steps.length];
        for (int i = 0; i < steps.length; i++) lengths[i] = 1.0 / steps[i];
        return Convergence.order(h -> strongError(paths, problems, method, exact, h), lengths);
    }

    static <P extends StructuredProblem<P>> double strongError(
            int paths, LongFunction<P> problems, StructuredMethod<P> method, ToDoubleFunction<P> exact, double h) {
        double squares = 0;
        for (long path = 0; path < paths; path++) {
            P problem = problems.apply(path);
            double error = end(problem, method, h) - exact.applyAsDouble(problem);
            squares += error * error / paths;
        }
        return Math.sqrt(squares);
    }

    static <P extends StructuredProblem<P>> double end(P problem, StructuredMethod<P> method, double h) {
        return Solver.of(problem, method)
                .controller(StepSizeController.fixed(h))
                .solve()
                .requireEnd()
                .state()[0];
    }
}
