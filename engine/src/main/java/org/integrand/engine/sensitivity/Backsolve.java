package org.integrand.engine.sensitivity;

import java.util.Arrays;
import java.util.List;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.space.DoubleSpace;

/// State and adjoint solved backwards together from the end, with no memory of the way: the states at
/// the times of the loss only. Inexact: the state computed backwards drifts from the one computed
/// forwards, and where the problem contracts, as stiff problems do, the way back is unstable and the
/// drift grows like exp(contraction). The gradient tells how far the states drifted and warns where
/// that is much.
///
/// @param by method of both solves
public record Backsolve(SolvedBy by) implements Sensitivity {
    /// a state computed backwards that misses the known one by more than this many tolerances is worth
    /// a warning
    private static final double MUCH = 1000;

    @Override
    public String name() {
        return "backsolve";
    }

    @Override
    public boolean exactForTheDiscreteSolution() {
        return false;
    }

    @Override
    public Gradient gradient(ParametricProblem problem, Loss loss, Stepping stepping) {
        var task = Task.of(problem, loss, stepping);
        Solution<double[]> forward = task.done(task.forward(by).solve());
        List<double[]> states = forward.saved().stream().map(Sample::state).toList();
        double value = task.value(states);

        var field = new BacksolveField(task);
        int n = task.n;
        var space = DoubleSpace.of(2 * n + task.m);
        var tolerance = task.tolerance(space.dimension());
        double[] adjoint = new double[n];
        double[] gradient = new double[task.m];
        double backError = 0;
        long backwardSteps = 0;
        for (int k = task.times.length - 1; k >= 0 && task.times[k] != task.t0; k--) {
            task.add(k, states.get(k), adjoint, gradient);
            double from = task.times[k];
            double to = k == 0 ? task.t0 : task.times[k - 1];
            double[] z = space.allocate();
            System.arraycopy(states.get(k), 0, z, 0, n);
            System.arraycopy(adjoint, 0, z, n, n);
            System.arraycopy(gradient, 0, z, 2 * n, task.m);
            var equation = new InitialValueProblem<>(space, field, from, to, z);
            var solution = task.done(task.configured(
                            by, equation, whole -> field.system(whole, by.needsExactJacobian()), from, to, tolerance)
                    .solve());
            double[] end = solution.state();
            double[] known = k == 0 ? task.y0 : states.get(k - 1);
            double[] drift = Arrays.copyOf(end, n);
            for (int i = 0; i < n; i++) drift[i] -= known[i];
            backError = Math.max(backError, DoubleSpace.of(n).errorNorm(drift, known, known, task.tolerance(n)));
            System.arraycopy(end, n, adjoint, 0, n);
            System.arraycopy(end, 2 * n, gradient, 0, task.m);
            backwardSteps += solution.statistics().accepted();
        }
        var cost = task.cost(forward.statistics().accepted(), backwardSteps, 0, task.times.length + 1L);
        List<String> warnings = backError > MUCH
                ? List.of("the state computed backwards misses the one computed forwards by " + (float) backError
                        + " tolerances: the gradient is as wrong; use interpolated or discrete")
                : List.of();
        return task.gradient(value, forward.state(), adjoint, gradient, cost, backError, warnings);
    }
}
