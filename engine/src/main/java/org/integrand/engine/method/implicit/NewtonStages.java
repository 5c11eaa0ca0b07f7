package org.integrand.engine.method.implicit;

import java.util.Iterator;
import java.util.List;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.ErrorScale;

/// Solves stages Y = r + c f(t, Y) by a simplified Newton iteration with the matrix I / c - J,
///
/// d = (I / c - J)^-1 (f(t, Y) - k),   Y = Y + d,   k = k + d / c.
///
/// The slope of a solved stage is k, not f(Y): what the iteration has left undone is not multiplied by the stiffness.
/// J is kept as long as the iterations converge fast, the matrix as long as J and c stay.
public final class NewtonStages implements StageSolver {
    /// a Jacobian that makes the iterations converge like this is kept for the next step
    private static final double GOOD_RATE = 0.05;

    private final VectorField<double[]> field;
    private final JacobianSystem system;
    private final ErrorScale errors;
    private final Contraction contraction;
    private final double[] work;
    private final KeptJacobian jacobian; // factored for c
    private double rate;

    /// @param system linear systems with df/dy of `field`
    /// @param errors measures the changes of the iteration
    public NewtonStages(VectorField<double[]> field, JacobianSystem system, ErrorScale errors, int dimension) {
        this.field = field;
        this.system = system;
        this.errors = errors;
        contraction = new Contraction(0.02, errors.leastRelative(), 10);
        work = new double[dimension];
        jacobian = new KeptJacobian(system, dimension);
    }

    @Override
    public boolean prepare(double t, double[] y, double c) {
        rate = 0;
        if (!jacobian.good()) evaluateJacobian(t, y);
        return jacobian.serves(c) || factor(c);
    }

    @Override
    public boolean renew(double t, double[] y, double c) {
        if (jacobian.current()) return false;
        rate = 0;
        evaluateJacobian(t, y);
        return factor(c);
    }

    private void evaluateJacobian(double t, double[] y) {
        field.evaluate(t, y, work); // the slope of a solved stage is too rough for difference quotients
        jacobian.evaluate(t, y, work);
    }

    private boolean factor(double c) {
        contraction.forget();
        boolean regular = system.factor(1 / c);
        jacobian.factored(c, regular);
        return regular;
    }

    @Override
    public boolean solve(double time, double c, double[] k, double[] y) {
        double scale = 1 / c;
        contraction.begin();
        while (true) {
            field.evaluate(time, y, work);
            for (int i = 0; i < k.length; i++) work[i] -= k[i];
            system.solve(work);
            for (int i = 0; i < k.length; i++) {
                y[i] += work[i];
                k[i] += scale * work[i];
            }
            switch (contraction.judge(errors.norm(work))) {
                case CONVERGED -> {
                    rate = Math.max(rate, contraction.rate());
                    return true;
                }
                case HOPELESS -> {
                    return false;
                }
                case GO_ON -> {}
            }
        }
    }

    @Override
    public void filter(double time, double c, double[] k, double[] y, double[] error) {
        system.solve(error);
        for (int i = 0; i < error.length; i++) error[i] /= c;
    }

    @Override
    public void accepted() {
        jacobian.accepted(rate <= GOOD_RATE);
    }

    @Override
    public void forget() {
        jacobian.forget();
    }

    @Override
    public LinearWork work() {
        return system.work();
    }

    @Override
    public void remember(List<double[]> states, List<Double> numbers) {
        states.add(jacobian.point());
        numbers.addAll(jacobian.numbers());
        numbers.add(rate);
        numbers.add(contraction.memory());
    }

    /// Makes the matrix of that point again.
    @Override
    public void recall(Iterator<double[]> states, Iterator<Double> numbers) {
        double c = jacobian.recall(field, states.next(), numbers, work);
        if (c != 0) {
            var _ = factor(c); // it was regular
        }
        rate = numbers.next();
        contraction.recall(numbers.next());
    }
}
