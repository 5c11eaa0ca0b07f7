package org.integrand.engine.method.lie;

import java.util.Arrays;
import org.integrand.engine.group.GroupMaps;
import org.integrand.engine.problem.LieProblem;

/// What schemes share: the generator at a stage, and products with exponentials.
final class Workshop {
    final int n;
    final int columns;
    final GroupMaps maps;
    private final LieProblem problem;
    private final double[] exponential;
    private final double[] product;

    Workshop(LieProblem problem) {
        this.problem = problem;
        n = problem.group().size();
        columns = problem.columns();
        maps = problem.group().maps();
        exponential = new double[n * n];
        product = new double[n * Math.max(n, columns)];
    }

    /// The same with a workspace of its own.
    Workshop copy() {
        return new Workshop(problem);
    }

    double[] algebraElement() {
        return new double[n * n];
    }

    double[] state() {
        return new double[n * columns];
    }

    /// into = A(t, y)
    void evaluate(double t, double[] y, double[] into) {
        problem.generator().evaluate(t, y, into);
    }

    /// into = e^x y; `into` may be `y`
    void act(double[] x, double[] y, double[] into) {
        act(x, y, columns, into);
    }

    /// into = e^x y for `width` columns
    void act(double[] x, double[] y, int width, double[] into) {
        if (finite(x)) maps.exp(x, exponential);
        else Arrays.fill(exponential, Double.NaN); // the field is not defined there: a shorter step may help
        multiply(exponential, y, width, into);
    }

    private static boolean finite(double[] x) {
        double sum = 0;
        for (double element : x) sum += Math.abs(element);
        return sum < Double.POSITIVE_INFINITY;
    }

    /// into = a y for `width` columns; `into` may be `y`
    void multiply(double[] a, double[] y, int width, double[] into) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < width; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) sum += a[i * n + k] * y[k * width + j];
                product[i * width + j] = sum;
            }
        }
        System.arraycopy(product, 0, into, 0, n * width);
    }

    /// into = a x + b y
    static void combine(double a, double[] x, double b, double[] y, double[] into) {
        for (int i = 0; i < into.length; i++) into[i] = a * x[i] + b * y[i];
    }

    /// into = a b - b a; `into` is neither
    void commutator(double[] a, double[] b, double[] into) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) sum += a[i * n + k] * b[k * n + j] - b[i * n + k] * a[k * n + j];
                into[i * n + j] = sum;
            }
        }
    }
}
