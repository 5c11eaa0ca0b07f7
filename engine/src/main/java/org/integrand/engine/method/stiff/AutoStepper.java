package org.integrand.engine.method.stiff;

import java.util.List;
import java.util.Optional;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.InitialValueProblem;

/// Two steppers, one of which is at work; see [Auto].
final class AutoStepper implements Stepper<double[]> {
    private static final double STIFF_UNTIL = 1;
    private static final int IN_A_ROW = 8;
    private static final int STEPS_BETWEEN_LOOKS = 3;

    private final JacobianSystem system;
    private final Stepper<double[]> explicit;
    private final double exponent;
    private final double stiffAbove;
    private final Stepper<double[]> stiff;
    private final LargestEigenvalue eigenvalue;
    private boolean isStiff;
    private int inARow;
    private int sinceLook;
    private double step;
    private double end;

    /// @param exponent   makes the order of the explicit error that of the stiff one
    /// @param stiffAbove h |lambda| at which the explicit method is near the edge of its stable region
    AutoStepper(
            InitialValueProblem<double[]> problem,
            JacobianSystem system,
            Stepper<double[]> explicit,
            double exponent,
            double stiffAbove,
            Stepper<double[]> stiff) {
        this.system = system;
        this.explicit = explicit;
        this.exponent = exponent;
        this.stiffAbove = stiffAbove;
        this.stiff = stiff;
        eigenvalue = new LargestEigenvalue(problem);
    }

    private Stepper<double[]> active() {
        return isStiff ? stiff : explicit;
    }

    @Override
    public double[] state() {
        return active().state();
    }

    @Override
    public double[] slope(double t) {
        return active().slope(t);
    }

    @Override
    public double attempt(double t, double next) {
        step = Math.abs(next - t);
        end = next;
        double error = active().attempt(t, next);
        return isStiff || exponent == 1 ? error : StrictMath.exp(exponent * StrictMath.log(error));
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return active().interpolant();
    }

    @Override
    public void accept() {
        active().accept();
        if (isStiff) {
            look(step * eigenvalue.follow(system) < STIFF_UNTIL);
        } else if (inARow > 0 || ++sinceLook >= STEPS_BETWEEN_LOOKS) {
            sinceLook = 0;
            double[] y = explicit.state();
            look(step * eigenvalue.follow(end, y, explicit.slope(end)) > stiffAbove);
        }
    }

    /// Changes the stepper when the other one was favoured often enough.
    private void look(boolean otherIsBetter) {
        inARow = otherIsBetter ? inARow + 1 : 0;
        if (inARow < IN_A_ROW) return;
        double[] state = state();
        isStiff = !isStiff;
        active().restart(end, state);
        inARow = 0;
        sinceLook = 0;
    }

    @Override
    public Optional<Memory<double[]>> memory() {
        var states = List.of(state(), eigenvalue.direction());
        return Optional.of(new Memory<>(states, List.of(isStiff ? 1.0 : 0, (double) inARow, (double) sinceLook)));
    }

    @Override
    public void recall(double t, Memory<double[]> memory) {
        isStiff = memory.numbers().get(0) == 1;
        inARow = memory.numbers().get(1).intValue();
        sinceLook = memory.numbers().get(2).intValue();
        eigenvalue.goOnFrom(memory.states().get(1));
        restart(t, memory.states().getFirst());
    }

    @Override
    public void restart(double t, double[] state) {
        end = t;
        active().restart(t, state);
    }
}
