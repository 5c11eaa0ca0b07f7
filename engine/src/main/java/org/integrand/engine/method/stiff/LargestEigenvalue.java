package org.integrand.engine.method.stiff;

import java.util.Arrays;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;

/// |lambda| of the largest eigenvalue of df/dy, followed along the solution: every question costs one step of a
/// power iteration from where the last one left it.
final class LargestEigenvalue {
    private static final double ROOT_EPSILON = 0x1p-26;
    private static final double SMALLEST_SIZE = 1e-3;

    private final VectorField<double[]> field;
    private final double[] direction; // of length 1
    private final double[] product;
    private final double[] moved;

    LargestEigenvalue(InitialValueProblem<double[]> problem) {
        field = problem.field();
        int n = problem.space().dimension();
        direction = new double[n];
        Arrays.setAll(direction, i -> StrictMath.sin(i + 1.0)); // some of every eigenvector
        product = new double[n];
        moved = new double[n];
        normalize(direction);
    }

    /// Where the iteration stands.
    double[] direction() {
        return direction;
    }

    void goOnFrom(double[] other) {
        System.arraycopy(other, 0, direction, 0, direction.length);
    }

    /// |J v| by a difference quotient at (t, y), where the slope is f(t, y); 0 where f is not finite.
    double follow(double t, double[] y, double[] slope) {
        double delta = ROOT_EPSILON * Math.max(norm(y), SMALLEST_SIZE);
        for (int i = 0; i < y.length; i++) moved[i] = y[i] + delta * direction[i];
        field.evaluate(t, moved, product);
        for (int i = 0; i < y.length; i++) product[i] = (product[i] - slope[i]) / delta;
        return take();
    }

    /// |J v| with the J of the last update.
    double follow(JacobianSystem system) {
        system.multiply(direction, product);
        return take();
    }

    private double take() {
        double length = norm(product);
        if (!(length > 0 && length < Double.POSITIVE_INFINITY)) return 0;
        System.arraycopy(product, 0, direction, 0, direction.length);
        normalize(direction);
        return length;
    }

    private static void normalize(double[] v) {
        double length = norm(v);
        for (int i = 0; i < v.length; i++) v[i] /= length;
    }

    private static double norm(double[] v) {
        double sum = 0;
        for (double component : v) sum += component * component;
        return Math.sqrt(sum);
    }
}
