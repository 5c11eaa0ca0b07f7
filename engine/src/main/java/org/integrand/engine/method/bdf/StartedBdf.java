package org.integrand.engine.method.bdf;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.implicit.RadauStart;

/// A solve by [Bdf] whose first step, and the first after every restart, is a [RadauStart], from which
/// [BdfStepper] goes on. The start is made anew each time: its arrays are not needed for long.
final class StartedBdf implements Stepper<double[]> {
    private final Supplier<RadauStart> starts;
    private final BdfStepper steps;
    private Optional<RadauStart> start; // while no step was taken
    private double proposal = Double.NaN;
    private double from;
    private double to;
    private double error;

    StartedBdf(Supplier<RadauStart> starts, BdfStepper steps) {
        this.starts = starts;
        this.steps = steps;
        start = Optional.of(starts.get());
    }

    @Override
    public double[] state() {
        return start.isPresent() ? start.get().state() : steps.state();
    }

    @Override
    public double[] slope(double t) {
        return start.isPresent() ? start.get().slope(t) : steps.slope(t);
    }

    @Override
    public double proposedStep() {
        return start.isPresent() ? proposal : steps.proposedStep();
    }

    @Override
    public double attempt(double t, double next) {
        if (start.isEmpty()) return steps.attempt(t, next);
        from = t;
        to = next;
        error = start.get().attempt(t, next);
        if (!(error <= 1)) proposal = Math.abs(next - t) * shrink();
        return error;
    }

    /// For an error O(h^4).
    private double shrink() {
        return Double.isNaN(error) ? 0.25 : Math.max(0.1, 0.9 / Math.sqrt(Math.sqrt(error)));
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return start.isPresent() ? start.get().interpolant() : steps.interpolant();
    }

    @Override
    public void accept() {
        if (start.isPresent()) steps.goOn(from, to, error, start.get());
        else steps.accept();
        start = Optional.empty();
    }

    @Override
    public void restart(double t, double[] state) {
        RadauStart anew = starts.get();
        anew.restart(t, state);
        start = Optional.of(anew);
        proposal = Double.NaN;
    }

    /// Before the first step: the state, and the length to try next. Then what the steps remember.
    @Override
    public Optional<Memory<double[]>> memory() {
        return start.isPresent() ? Optional.of(new Memory<>(List.of(state()), List.of(proposal))) : steps.memory();
    }

    @Override
    public void recall(double t, Memory<double[]> memory) {
        if (memory.numbers().size() == 1) {
            restart(t, memory.states().getFirst());
            proposal = memory.numbers().getFirst();
        } else {
            start = Optional.empty();
            steps.recall(t, memory);
        }
    }
}
