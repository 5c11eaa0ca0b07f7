package org.integrand.diffusion.model;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.Space;

/// The path of the probability flow itself, to compare samplers with: the engine solves dv / dlambda = -rho eps,
/// v = x / alpha, adaptively to a tight tolerance. It costs thousands of evaluations.
///
/// @param schedule  of the model
/// @param model     what is followed; it may predict what it likes
/// @param tolerance relative and absolute, of v
public record ReferenceFlow(NoiseSchedule schedule, DiffusionModel<double[]> model, double tolerance) {
    /// To 1e-12.
    public ReferenceFlow(NoiseSchedule schedule, DiffusionModel<double[]> model) {
        this(schedule, model, 1e-12);
    }

    /// The states at some times, from the state `x` at `start`. A time may equal the one before it.
    ///
    /// @throws IllegalArgumentException when a time is outside the schedule, without noise or without signal
    public List<double[]> path(double start, double[] x, double... times) {
        Space<double[]> space = DoubleSpace.of(x.length);
        NoiseLevel from = noisy(start);
        double[] v = scaled(x, 1 / from.alpha());
        List<double[]> states = new ArrayList<>();
        for (double time : times) {
            NoiseLevel to = noisy(time);
            if (to.t() != from.t()) v = solve(space, from, to, v);
            states.add(scaled(v, to.alpha()));
            from = to;
        }
        return states;
    }

    /// The state at `end`, from the state `x` at `start`.
    public double[] at(double start, double[] x, double end) {
        return path(start, x, end).getFirst();
    }

    private NoiseLevel noisy(double t) {
        NoiseLevel level = schedule.at(t);
        if (level.noiseless() || level.signalless())
            throw new IllegalArgumentException("reference at t " + t + ": no "
                    + (level.noiseless() ? "noise" : "signal")
                    + " there, lambda is infinite; expected alpha and sigma > 0");
        return level;
    }

    private double[] solve(Space<double[]> space, NoiseLevel from, NoiseLevel to, double[] v) {
        double first = Math.min(from.t(), to.t());
        double last = Math.max(from.t(), to.t());
        double[] x = space.allocate();
        double[] raw = space.allocate();
        var problem = new InitialValueProblem<>(
                space,
                (lambda, y, into) -> {
                    NoiseLevel at = schedule.at(Math.clamp(schedule.time(lambda), first, last));
                    for (int i = 0; i < y.length; i++) x[i] = at.alpha() * y[i];
                    model.evaluate(x, at.t(), raw);
                    var toNoise = model.prediction().to(Prediction.NOISE, at);
                    double rho = at.rho();
                    for (int i = 0; i < y.length; i++)
                        into[i] = -rho * (toNoise.ofState() * x[i] + toNoise.ofRaw() * raw[i]);
                },
                from.halfLogSnr(),
                to.halfLogSnr(),
                v);
        return Solver.of(problem, ExplicitMethods.TSIT5)
                .tolerance(tolerance, tolerance)
                .solve()
                .requireEnd()
                .state();
    }

    private static double[] scaled(double[] x, double factor) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) result[i] = factor * x[i];
        return result;
    }
}
