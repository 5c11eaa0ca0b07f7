package org.integrand.engine.sensitivity;

import java.util.Arrays;
import java.util.List;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.space.DoubleSpace;

/// The variational equations solved forwards with the state: no way back and no memory, but n (1 + n +
/// m) components. The mode for few parameters, and for many losses of one trajectory. The error control
/// watches the sensitivities, too.
///
/// With implicit methods one n x n matrix serves all of them. Rosenbrock methods need second
/// derivatives of f, which are taken by differences: their result is good to about 1e-9; BDF, Radau and
/// ESDIRK need none.
///
/// @param by method of the solve
public record Forward(SolvedBy by) implements Sensitivity {
    @Override
    public String name() {
        return "forward";
    }

    @Override
    public boolean exactForTheDiscreteSolution() {
        return false;
    }

    @Override
    public Gradient gradient(ParametricProblem problem, Loss loss, Stepping stepping) {
        var task = Task.of(problem, loss, stepping);
        int n = task.n;
        var field = new VariationalField(task);
        var equation =
                new InitialValueProblem<>(DoubleSpace.of(field.dimension()), field, task.t0, task.t1, field.initial());
        var solution = task.done(task.steppingOnto(
                        by,
                        equation,
                        whole -> field.system(whole, by.needsExactJacobian()),
                        task.tolerance(field.dimension()))
                .solve());
        List<double[]> states = solution.saved().stream().map(Sample::state).toList();
        double value = 0;
        double[] adjoint = new double[n];
        double[] gradient = new double[task.m];
        double[] slopes = new double[n];
        for (int k = 0; k < task.times.length; k++) {
            double[] z = states.get(k);
            double[] y = Arrays.copyOf(z, n);
            value += task.value(k, y);
            if (task.times[k] == task.t0) continue;
            Arrays.fill(slopes, 0);
            task.add(k, y, slopes, gradient);
            for (int j = 0; j < n; j++) adjoint[j] += product(slopes, z, n * (1 + j));
            for (int j = 0; j < task.m; j++) gradient[j] += product(slopes, z, n * (1 + n + j));
        }
        var cost = task.cost(solution.statistics().accepted(), 0, 0, task.times.length * (1L + n + task.m));
        return task.gradient(value, Arrays.copyOf(solution.state(), n), adjoint, gradient, cost, 0, List.of());
    }

    private static double product(double[] slopes, double[] z, int block) {
        double sum = 0;
        for (int i = 0; i < slopes.length; i++) sum += slopes[i] * z[block + i];
        return sum;
    }
}
