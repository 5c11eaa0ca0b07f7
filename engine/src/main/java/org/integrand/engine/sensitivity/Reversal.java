package org.integrand.engine.sensitivity;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.solve.Solver;

/// Reverse mode through the steps of a one-step method: the forward solve leaves its times and, without
/// slots, its states; the way back pulls the adjoint through one step after the other.
final class Reversal {
    private final Task task;
    private final StepPullback pullback;
    private final double[] adjoint;
    private final double[] gradient;
    private List<double[]> states = List.of();
    private int term;

    Reversal(Task task, StepPullback pullback) {
        this.task = task;
        this.pullback = pullback;
        adjoint = new double[task.n];
        gradient = new double[task.m];
    }

    Gradient run(Solver<double[]> solver, OptionalInt slots) {
        var tape = new Tape(task.n, slots.isEmpty());
        Solution<double[]> forward = task.done(solver.onStep(tape).solve());
        states = forward.saved().stream().map(Sample::state).toList();
        term = task.times.length - 1;
        double value = task.value(states);
        long recomputed = slots.isEmpty() ? all(tape) : some(tape, slots.getAsInt());
        task.counted(pullback.work());
        long stored = states.size() + (long) slots.orElse(tape.steps());
        var cost = task.cost(tape.steps(), tape.steps(), recomputed, stored);
        return task.gradient(value, forward.state(), adjoint, gradient, cost, 0, List.of());
    }

    private long all(Tape tape) {
        for (int i = tape.steps() - 1; i >= 0; i--) back(tape, i, tape.state(i));
        return 0;
    }

    private long some(Tape tape, int slots) {
        double[][] kept = new double[slots][task.n];
        System.arraycopy(task.y0, 0, kept[0], 0, task.n);
        var revolve = new Revolve<>(Arrays.asList(kept), new double[task.n], new Revolve.Steps<>() {
            @Override
            public void again(int i, double[] y, double[] into) {
                pullback.step(tape.time(i), tape.time(i + 1), y, into);
            }

            @Override
            public void back(int i, double[] y) {
                Reversal.this.back(tape, i, y);
            }
        });
        revolve.run(tape.steps());
        return revolve.recomputed();
    }

    private void back(Tape tape, int i, double[] y) {
        if (task.stepping.cancellation().pending()) throw new CancellationException("cancelled on the way back");
        if (term >= 0 && task.times[term] == tape.time(i + 1)) {
            task.add(term, states.get(term), adjoint, gradient);
            term--;
        }
        pullback.pull(tape.time(i), tape.time(i + 1), y, adjoint, gradient);
    }
}
