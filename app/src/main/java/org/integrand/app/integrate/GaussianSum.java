package org.integrand.app.integrate;

import java.util.List;
import org.integrand.engine.quadrature.Ending;
import org.integrand.engine.quadrature.Estimate;
import org.integrand.engine.quadrature.Goal;
import org.integrand.engine.quadrature.Integral;
import org.integrand.engine.quadrature.rule.GaussRule;

/// One Gauss-Legendre rule; its error is the distance from a rule of half as many nodes.
final class GaussianSum {
    private GaussianSum() {}

    static Estimate of(Integral integral, int nodes, Goal goal) {
        if (Double.isInfinite(integral.from()) || Double.isInfinite(integral.to()))
            throw new IllegalArgumentException(
                    "method gauss-legendre: expected finite bounds; gauss-kronrod and tanh-sinh"
                            + " take infinite ones");
        double[] fine = sum(integral, nodes);
        double[] coarse = sum(integral, nodes / 2);
        double[] difference = new double[fine.length];
        boolean finite = true;
        for (int c = 0; c < fine.length; c++) {
            difference[c] = fine[c] - coarse[c];
            finite &= Double.isFinite(fine[c]);
        }
        double error = Math.max(goal.norm().of(difference), 4e-16 * goal.norm().of(fine));
        int evaluations = nodes + nodes / 2;
        if (!finite)
            return new Estimate(
                    fine, error, evaluations, Ending.NON_FINITE, "the integrand is not a finite number", List.of());
        boolean good = error <= goal.allowed(fine);
        return new Estimate(
                fine,
                error,
                evaluations,
                good ? Ending.CONVERGED : Ending.EVALUATION_LIMIT,
                good ? "converged" : "the error is larger than allowed: expected more nodes",
                List.of());
    }

    private static double[] sum(Integral integral, int nodes) {
        var rule = GaussRule.legendre(nodes, integral.from(), integral.to());
        double[] value = new double[integral.components()];
        double[] sum = new double[value.length];
        for (int i = 0; i < nodes; i++) {
            integral.integrand().evaluate(rule.nodes()[i], value);
            for (int c = 0; c < sum.length; c++) sum[c] += rule.weights()[i] * value[c];
        }
        return sum;
    }
}
