package org.integrand.engine.sensitivity;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.integrand.engine.method.reversible.ReversibleMethod;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.space.DoubleSpace;

/// Reverse mode through steps that are undone one by one: the exact gradient of the discrete solution
/// with two states of memory, whatever the number of steps (and 8 bytes a step for its time). The
/// states undone differ from those of the way forward by rounding; by how much in the end, the gradient
/// tells.
///
/// @param method the method
public record Reversible(ReversibleMethod method) implements Sensitivity {
    @Override
    public String name() {
        return "reversible";
    }

    @Override
    public boolean exactForTheDiscreteSolution() {
        return true;
    }

    @Override
    public Gradient gradient(ParametricProblem problem, Loss loss, Stepping stepping) {
        var task = Task.of(problem, loss, stepping);
        var tape = new Tape(task.n, false);
        Solution<double[]> forward = task.done(
                task.forward(new SolvedBy.Explicit(method)).onStep(tape).solve());
        List<double[]> states = forward.saved().stream().map(Sample::state).toList();
        List<double[]> pair = forward.checkpoint()
                .orElseThrow(() -> new IllegalStateException("no companion of the last state"))
                .states();
        double value = task.value(states);

        double[] y = pair.get(0).clone();
        double[] z = pair.get(1).clone();
        double[] a = new double[task.n];
        double[] b = new double[task.n];
        double[] gradient = new double[task.m];
        var pullback = PairPullback.of(method, task);
        int term = task.times.length - 1;
        for (int i = tape.steps() - 1; i >= 0; i--) {
            if (stepping.cancellation().pending()) throw new CancellationException("cancelled on the way back");
            if (term >= 0 && task.times[term] == tape.time(i + 1)) {
                task.add(term, states.get(term), a, gradient);
                term--;
            }
            pullback.back(tape.time(i), tape.time(i + 1), y, z, a, b, gradient);
        }
        pullback.begin(task.t0, task.y0, a, b, gradient);
        for (int i = 0; i < y.length; i++) y[i] -= task.y0[i];
        double backError = DoubleSpace.of(task.n).errorNorm(y, task.y0, task.y0, task.tolerance(task.n));
        List<String> warnings = backError <= 1
                ? List.of()
                : List.of("the steps undone end " + (float) backError + " tolerances from the initial state: rounding"
                        + " has grown; use fewer steps, a coupling nearer to 1, or discrete");
        var cost = task.cost(tape.steps(), tape.steps(), 0, 2 + states.size());
        return task.gradient(value, forward.state(), a, gradient, cost, backError, warnings);
    }
}
