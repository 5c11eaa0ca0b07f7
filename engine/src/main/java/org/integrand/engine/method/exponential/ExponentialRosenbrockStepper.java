package org.integrand.engine.method.exponential;

import java.util.Optional;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.phi.KrylovPhi;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.Tolerance;

/// The arithmetic of [ExponentialRosenbrock].
final class ExponentialRosenbrockStepper implements Stepper<double[]> {
    /// products are wrong by this part of the relative tolerance
    private static final double PART = 0.01;

    private static final int LARGEST = 100;

    private final boolean third;
    private final VectorField<double[]> field;
    private final JacobianSystem system;
    private final DoubleSpace space;
    private final Tolerance tolerance;
    private final KrylovPhi krylov;
    private final SlopeCubic cubic;
    private final double[] slope;
    private final double[] timeDerivative;
    private final double[] product;
    private final double[] work;
    private final double[] error;
    private double[] before;
    private double[] after;
    private boolean slopeKnown;
    private boolean jacobianKnown;
    private double end;

    ExponentialRosenbrockStepper(
            boolean third, InitialValueProblem<double[]> problem, JacobianSystem system, Tolerance tolerance) {
        this.third = third;
        this.system = system;
        this.tolerance = tolerance;
        field = problem.field();
        int n = problem.space().dimension();
        space = DoubleSpace.of(n);
        double relative = tolerance.relative(0);
        krylov = new KrylovPhi(n, system::multiply, Math.clamp(PART * relative, 1e-14, 1e-6), LARGEST);
        slope = new double[n];
        timeDerivative = new double[n];
        product = new double[n];
        work = new double[n];
        error = new double[n];
        before = problem.y0();
        after = new double[n];
        cubic = new SlopeCubic(space, this::slopes);
    }

    @Override
    public double[] state() {
        return before;
    }

    @Override
    public double[] slope(double t) {
        if (!slopeKnown) field.evaluate(t, before, slope);
        slopeKnown = true;
        return slope;
    }

    @Override
    public double attempt(double t, double next) {
        double h = next - t;
        end = next;
        slope(t);
        if (!jacobianKnown) system.update(t, before, slope);
        jacobianKnown = true;
        system.timeDerivative(t, h, before, slope, timeDerivative);
        cubic.over(t, next, before, after);
        if (!euler(h)) return Double.NaN;
        field.evaluate(next, after, work);
        for (int i = 0; i < work.length; i++) error[i] = after[i] - before[i];
        system.multiply(error, product);
        for (int i = 0; i < work.length; i++) work[i] -= slope[i] + product[i] + h * timeDerivative[i];
        if (!krylov.apply(3, h, work, error)) return Double.NaN;
        for (int i = 0; i < error.length; i++) error[i] *= 2 * h;
        if (third) for (int i = 0; i < after.length; i++) after[i] += error[i];
        return space.errorNorm(error, before, after, tolerance);
    }

    /// after = y + h phi_1(h J) f + h^2 phi_2(h J) f_t
    private boolean euler(double h) {
        if (!krylov.apply(1, h, slope, product)) return false;
        for (int i = 0; i < after.length; i++) after[i] = before[i] + h * product[i];
        if (!krylov.apply(2, h, timeDerivative, product)) return false;
        for (int i = 0; i < after.length; i++) after[i] += h * h * product[i];
        return true;
    }

    private void slopes(double[] first, double[] last) {
        space.copy(slope, first);
        field.evaluate(end, after, last);
    }

    @Override
    public Interpolant<double[]> interpolant() {
        return cubic;
    }

    @Override
    public void accept() {
        double[] free = before;
        before = after;
        after = free;
        slopeKnown = false;
        jacobianKnown = false;
    }

    @Override
    public void restart(double t, double[] state) {
        space.copy(state, before);
        slopeKnown = false;
        jacobianKnown = false;
    }

    @Override
    public Optional<Memory<double[]>> memory() {
        return Optional.of(Memory.of(before));
    }
}
