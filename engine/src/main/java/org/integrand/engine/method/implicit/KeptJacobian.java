package org.integrand.engine.method.implicit;

import java.util.Iterator;
import java.util.List;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.problem.VectorField;

/// The Jacobian of a simplified Newton iteration: where it was evaluated, for which length of a step
/// (or a multiple of it) its matrix is factored, and whether it still serves. It is kept while the
/// iterations converge well.
final class KeptJacobian {
    private final JacobianSystem system;
    private final double[] point;
    private double time = Double.NaN; // no Jacobian yet
    private double length; // 0: not factored
    private boolean good;
    private boolean current;

    KeptJacobian(JacobianSystem system, int dimension) {
        this.system = system;
        point = new double[dimension];
    }

    /// Evaluates it at the current state; its matrix is to be factored.
    void evaluate(double t, double[] y, double[] slope) {
        system.update(t, y, slope);
        System.arraycopy(y, 0, point, 0, y.length);
        time = t;
        length = 0;
        good = true;
        current = true;
    }

    /// Whether it may be kept for the next step.
    boolean good() {
        return good;
    }

    /// Whether it is that of the current state: no other will do better.
    boolean current() {
        return current;
    }

    /// Whether its matrix is factored for steps of length `h`.
    boolean serves(double h) {
        return Math.abs(h / length - 1) < 1e-8;
    }

    /// Its matrix was factored for steps of length `h`, or was singular.
    void factored(double h, boolean regular) {
        length = regular ? h : 0;
    }

    /// A step was taken, and the iterations converged well or not.
    void accepted(boolean well) {
        current = false;
        good = well;
    }

    /// The state has jumped.
    void forget() {
        current = false;
        good = false;
    }

    /// Where it was evaluated, owned by this.
    double[] point() {
        return point;
    }

    List<Double> numbers() {
        return List.of(time, length, good ? 1.0 : 0.0, current ? 1.0 : 0.0);
    }

    /// Takes back a point and numbers, and evaluates the Jacobian there anew.
    ///
    /// @param work for a slope
    /// @return the length it was factored for, 0 for none: to be factored for it again
    double recall(VectorField<double[]> field, double[] from, Iterator<Double> numbers, double[] work) {
        double when = numbers.next();
        double factoredFor = numbers.next();
        boolean wasGood = numbers.next() != 0;
        boolean wasCurrent = numbers.next() != 0;
        if (Double.isNaN(when)) return 0;
        field.evaluate(when, from, work);
        evaluate(when, from, work);
        good = wasGood;
        current = wasCurrent;
        return factoredFor;
    }
}
