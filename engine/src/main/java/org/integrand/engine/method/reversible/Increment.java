package org.integrand.engine.method.reversible;

import java.util.Arrays;
import org.integrand.engine.method.explicit.ButcherTableau;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.Space;

/// Psi_h(t, y) = h sum_i b_i k_i of an explicit Runge-Kutta method, and its error estimate h sum_i e_i
/// k_i. Stages that only the estimate needs are evaluated when it is asked for.
final class Increment<Y> {
    private final Space<Y> space;
    private final VectorField<Y> field;
    private final double[] nodes;
    private final double[][] rows;
    private final double[] weights;
    private final double[] errorWeights;
    private final int needed;
    private final Y[] k;
    private final double[] coefficients;
    private final Y[] terms;
    private final Y base;
    private final Y argument;
    private double start;
    private double end;

    Increment(ButcherTableau tableau, Space<Y> space, VectorField<Y> field) {
        this.space = space;
        this.field = field;
        nodes = tableau.nodes();
        int stages = tableau.stages();
        rows = new double[stages][];
        for (int i = 0; i < stages; i++) rows[i] = tableau.row(i);
        weights = tableau.weights();
        errorWeights = tableau.errorWeights().orElse(new double[0]);
        int last = stages - 1;
        while (weights[last] == 0) last--;
        needed = last + 1;
        k = space.allocate(stages);
        coefficients = new double[stages + 1];
        terms = Arrays.copyOf(k, stages + 1);
        base = space.allocate();
        argument = space.allocate();
    }

    /// into = Psi of the step from (t, y) to `next`, of either direction.
    void compute(double t, double next, Y y, Y into) {
        start = t;
        end = next;
        space.copy(y, base);
        stages(0, needed);
        sum(weights, into);
    }

    private void stages(int from, int to) {
        double h = end - start;
        for (int i = from; i < to; i++) {
            int count = 0;
            coefficients[count] = 1;
            terms[count++] = base;
            for (int j = 0; j < i; j++) {
                if (rows[i][j] == 0) continue;
                coefficients[count] = h * rows[i][j];
                terms[count++] = k[j];
            }
            space.combine(coefficients, terms, count, argument);
            field.evaluate(nodes[i] == 1 ? end : start + nodes[i] * h, argument, k[i]);
        }
    }

    /// into = the error of the increment last computed; untouched without an estimate.
    void error(Y into) {
        if (errorWeights.length == 0) return;
        stages(needed, errorWeights.length);
        sum(errorWeights, into);
    }

    /// into = h sum_i w_i k_i
    private void sum(double[] w, Y into) {
        int count = 0;
        for (int i = 0; i < w.length; i++) {
            if (w[i] == 0) continue;
            coefficients[count] = (end - start) * w[i];
            terms[count++] = k[i];
        }
        space.combine(coefficients, terms, count, into);
    }
}
