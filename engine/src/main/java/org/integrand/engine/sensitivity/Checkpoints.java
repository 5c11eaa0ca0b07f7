package org.integrand.engine.sensitivity;

import java.util.ArrayList;
import java.util.List;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.solve.StepListener;

/// Keeps the states at the start of every 1st, 2nd, 4th, 8th ... step of a solve of unknown length:
/// when there are more than `most`, every other one is dropped. At the end they are evenly spread over
/// the steps, and at least half of `most` where there were as many steps.
final class Checkpoints implements StepListener<double[]> {
    private final int n;
    private final int most;
    private final List<State> kept = new ArrayList<>();
    private long steps;
    private long stride = 1;

    /// A state at a time.
    record State(double t, double[] y) {}

    Checkpoints(int n, int most) {
        this.n = n;
        this.most = most;
    }

    @Override
    public void accepted(Interpolant<double[]> step, double error) {
        if (steps % stride == 0) {
            if (kept.size() == most) thin();
            if (steps % stride == 0) {
                double[] y = new double[n];
                step.at(step.start(), y);
                kept.add(new State(step.start(), y));
            }
        }
        steps++;
    }

    private void thin() {
        for (int i = 1; i < kept.size(); i++) kept.remove(i);
        stride *= 2;
    }

    /// In the order of the solve; the first is the initial state.
    List<State> kept() {
        return List.copyOf(kept);
    }
}
