package org.integrand.engine.sensitivity;

import java.util.List;
import java.util.OptionalInt;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;

/// The adjoint equation solved backwards along the forward solution, read off its dense output. What is
/// found is the gradient of the exact flow, to about the tolerance of both solves and the accuracy of
/// the dense output; stiff methods solve the stiff adjoint equation of a stiff problem.
///
/// With checkpoints the dense output is kept of two pieces only, made again from the checkpoints: one
/// forward solve more.
///
/// @param by          method of both solves
/// @param checkpoints at most this many states are kept of the forward solve; empty: all of its dense
///     output
public record Interpolated(SolvedBy by, OptionalInt checkpoints) implements Sensitivity {
    public Interpolated {
        if (checkpoints.isPresent() && checkpoints.getAsInt() < 2)
            throw new IllegalArgumentException("checkpoints " + checkpoints.getAsInt() + ": expected at least 2");
    }

    /// Keeps at most this many states of the forward solve.
    public Interpolated checkpoints(int most) {
        return new Interpolated(by, OptionalInt.of(most));
    }

    @Override
    public String name() {
        return "interpolated";
    }

    @Override
    public boolean exactForTheDiscreteSolution() {
        return false;
    }

    @Override
    public Gradient gradient(ParametricProblem problem, Loss loss, Stepping stepping) {
        var task = Task.of(problem, loss, stepping);
        Solver<double[]> solver = task.forward(by);
        var checks = checkpoints.isPresent() ? new Checkpoints(task.n, checkpoints.getAsInt()) : null;
        if (checks != null) solver.onStep(checks);
        else solver.dense();
        Solution<double[]> forward = task.done(solver.solve());
        long steps = forward.statistics().accepted();
        Trajectory trajectory = checks == null
                ? new DenseTrajectory(forward, task.t0, task.t1, steps * (by.order() + 1L))
                : new RecomputedTrajectory(task, by, checks.kept());
        List<double[]> states = forward.saved().stream().map(Sample::state).toList();
        double value = task.value(states);

        var field = new AdjointField(task, trajectory);
        var space = DoubleSpace.of(task.n + task.m);
        double[] adjoint = new double[task.n];
        double[] gradient = new double[task.m];
        long backwardSteps = 0;
        for (int k = task.times.length - 1; k >= 0 && task.times[k] != task.t0; k--) {
            task.add(k, states.get(k), adjoint, gradient);
            double to = k == 0 ? task.t0 : task.times[k - 1];
            double[] z = space.allocate();
            System.arraycopy(adjoint, 0, z, 0, task.n);
            System.arraycopy(gradient, 0, z, task.n, task.m);
            var equation = new InitialValueProblem<>(space, field, task.times[k], to, z);
            var tolerance = stepping.uniform(space.dimension());
            var solution = task.done(task.configured(by, equation, field::system, task.times[k], to, tolerance)
                    .solve());
            System.arraycopy(solution.state(), 0, adjoint, 0, task.n);
            System.arraycopy(solution.state(), task.n, gradient, 0, task.m);
            backwardSteps += solution.statistics().accepted();
        }
        var cost = task.cost(steps, backwardSteps, trajectory.recomputed(), trajectory.storedStates());
        return task.gradient(value, forward.state(), adjoint, gradient, cost, 0, List.of());
    }
}
