package org.integrand.engine.sensitivity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.solve.StepListener;

/// The times of the accepted steps, and their initial states where these are wanted.
final class Tape implements StepListener<double[]> {
    private final int n;
    private final boolean withStates;
    private final List<double[]> states = new ArrayList<>();
    private double[] times = new double[64];
    private int steps;

    Tape(int n, boolean withStates) {
        this.n = n;
        this.withStates = withStates;
    }

    @Override
    public void accepted(Interpolant<double[]> step, double error) {
        if (steps + 2 > times.length) times = Arrays.copyOf(times, 2 * times.length);
        times[steps] = step.start();
        times[++steps] = step.end();
        if (!withStates) return;
        double[] y = new double[n];
        step.at(step.start(), y);
        states.add(y);
    }

    int steps() {
        return steps;
    }

    /// Where step i begins and step i - 1 ends.
    double time(int i) {
        return times[i];
    }

    double[] state(int i) {
        return states.get(i);
    }
}
