package org.integrand.engine.method.bdf;

import java.util.Iterator;
import java.util.List;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.ErrorScale;

/// The simplified Newton iteration of a BDF step: finds the correction e with
///
/// f(t, y) = (z_1 + l_1 e) / h,   y = predicted + e,
///
/// by repeating e = e + c (I / gamma' - J)^-1 (f(t, y) - (z_1 + l_1 e) / h) with gamma = h / l_1. The matrix is one of
/// the past, factored for gamma'; c = 2 gamma / (gamma + gamma') keeps half of what that spoils. Convergence is judged
/// by the rate of the steps before, so that one iteration is often enough.
///
/// The matrix is factored anew after 20 steps, when gamma has changed by 30 %, and after a failure; the Jacobian is
/// evaluated anew after 50 steps and when an iteration fails that a change of gamma does not explain.
///
/// Source: P. N. Brown, G. D. Byrne, A. C. Hindmarsh, "VODE: a variable-coefficient ODE solver", SIAM J. Sci. Stat.
/// Comput. 10 (1989); A. C. Hindmarsh et al., "SUNDIALS", ACM TOMS 31 (2005), section 2.1.
final class Newton {
    private static final int FACTOR_AGE = 20;
    private static final int JACOBIAN_AGE = 50;
    private static final int ITERATIONS = 3;

    private final VectorField<double[]> field;
    private final JacobianSystem system;
    private final ErrorScale errors;
    private final double[] atPrediction;
    private final double[] slope;
    private final double[] residual;
    private final double[] jacobianPoint;
    private double jacobianTime = Double.NaN; // no Jacobian yet
    private double factoredGamma;
    private double rate = 1;
    private int factorAge = FACTOR_AGE;
    private int jacobianAge = JACOBIAN_AGE;
    private double norm;

    Newton(VectorField<double[]> field, JacobianSystem system, ErrorScale errors, int dimension) {
        this.field = field;
        this.system = system;
        this.errors = errors;
        atPrediction = new double[dimension];
        slope = new double[dimension];
        residual = new double[dimension];
        jacobianPoint = new double[dimension];
    }

    /// Norm of the correction that was found.
    double norm() {
        return norm;
    }

    /// A step was taken: everything is one step older.
    void age() {
        factorAge++;
        jacobianAge++;
    }

    /// The step was too inaccurate: the next iteration factors anew.
    void forgetFactors() {
        factorAge = FACTOR_AGE;
    }

    /// No solution was found: the next iteration evaluates the Jacobian anew.
    void forgetJacobian() {
        factorAge = FACTOR_AGE;
        jacobianAge = JACOBIAN_AGE;
    }

    /// The system has a Jacobian that was evaluated there; the next iteration factors it.
    void adopt(double t, double[] point) {
        factorAge = FACTOR_AGE;
        factoredGamma = 0;
        jacobianAge = 0;
        jacobianTime = t;
        System.arraycopy(point, 0, jacobianPoint, 0, point.length);
    }

    /// Where the Jacobian was evaluated.
    double[] jacobianPoint() {
        return jacobianPoint;
    }

    List<Double> numbers() {
        return List.of(jacobianTime, factoredGamma, rate, (double) factorAge, (double) jacobianAge);
    }

    /// Makes the matrix of that point and those numbers again.
    void recall(double[] point, Iterator<Double> numbers) {
        jacobianTime = numbers.next();
        factoredGamma = numbers.next();
        System.arraycopy(point, 0, jacobianPoint, 0, point.length);
        if (!Double.isNaN(jacobianTime)) {
            field.evaluate(jacobianTime, jacobianPoint, atPrediction);
            system.update(jacobianTime, jacobianPoint, atPrediction);
        }
        if (factoredGamma != 0) {
            var _ = system.factor(1 / factoredGamma); // singular only where it was, and then it is made anew
        }
        rate = numbers.next();
        factorAge = numbers.next().intValue();
        jacobianAge = numbers.next().intValue();
    }

    /// @param h         step
    /// @param leading   l_1
    /// @param allowed   the correction may be wrong by this
    /// @param predicted the predicted state
    /// @param hSlope    z_1
    /// @param e         out: the correction
    /// @param y         out: the state
    /// @return whether it converged
    boolean solve(
            double t,
            double h,
            double leading,
            double allowed,
            double[] predicted,
            double[] hSlope,
            double[] e,
            double[] y) {
        double gamma = h / leading;
        field.evaluate(t, predicted, atPrediction);
        boolean fresh = false;
        if (factorAge >= FACTOR_AGE || Math.abs(gamma / factoredGamma - 1) > 0.3) {
            fresh = jacobianAge >= JACOBIAN_AGE;
            if (!factor(t, gamma, fresh, predicted)) return false;
        }
        while (true) {
            boolean converged = iterate(t, h, leading, allowed, gamma, predicted, hSlope, e, y);
            if (converged || fresh) return converged;
            fresh = Math.abs(gamma / factoredGamma - 1) < 0.2;
            if (!factor(t, gamma, fresh, predicted)) return false;
        }
    }

    private boolean factor(double t, double gamma, boolean evaluate, double[] predicted) {
        if (evaluate) {
            system.update(t, predicted, atPrediction);
            jacobianAge = 0;
            jacobianTime = t;
            System.arraycopy(predicted, 0, jacobianPoint, 0, predicted.length);
        }
        factorAge = 0;
        factoredGamma = gamma;
        rate = 1;
        return system.factor(1 / gamma);
    }

    private boolean iterate(
            double t,
            double h,
            double leading,
            double allowed,
            double gamma,
            double[] predicted,
            double[] hSlope,
            double[] e,
            double[] y) {
        double factor = 2 * gamma / (gamma + factoredGamma);
        double before = 0;
        for (int m = 0; m < ITERATIONS; m++) {
            if (m == 0) {
                for (int i = 0; i < residual.length; i++) residual[i] = factor * (atPrediction[i] - hSlope[i] / h);
            } else {
                field.evaluate(t, y, slope);
                for (int i = 0; i < residual.length; i++)
                    residual[i] = factor * (slope[i] - (hSlope[i] + leading * e[i]) / h);
            }
            system.solve(residual);
            double change = errors.norm(residual);
            if (!Double.isFinite(change)) return false;
            if (m == 0) {
                for (int i = 0; i < e.length; i++) {
                    e[i] = residual[i];
                    y[i] = predicted[i] + residual[i];
                }
            } else {
                for (int i = 0; i < e.length; i++) {
                    double sum = e[i] + residual[i];
                    e[i] = sum;
                    y[i] = predicted[i] + sum;
                }
                rate = Math.max(0.3 * rate, change / before);
            }
            if (change * Math.min(1, rate) <= allowed) {
                norm = m == 0 ? change : errors.norm(e);
                return true;
            }
            if (m >= 1 && change > 2 * before) return false;
            before = change;
        }
        return false;
    }
}
