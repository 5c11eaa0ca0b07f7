package org.integrand.diffusion.sampler;

import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Step;

/// The weights of the Lagrange rule in lambda by quadrature, independent of the phi functions.
final class LambdaRule {
    private LambdaRule() {}

    /// K int_s^t l_j(lambda) dz, with K dz = -alpha_t e^-lambda dlambda (noise) or sigma_t e^lambda dlambda
    /// (data).
    static double weight(Prediction prediction, Step step, double[] nodes, int j) {
        double from = step.from().halfLogSnr();
        double to = step.to().halfLogSnr();
        int panels = 60;
        double width = (to - from) / panels;
        double sum = 0;
        for (int p = 0; p < panels; p++)
            for (int g = 0; g < ABSCISSAS.length; g++) {
                double lambda = from + width * (p + 0.5 + ABSCISSAS[g] / 2);
                double dz = prediction == Prediction.NOISE
                        ? -step.to().alpha() * Math.exp(-lambda)
                        : step.to().sigma() * Math.exp(lambda);
                sum += WEIGHTS[g] / 2 * width * dz * basis(nodes, j, lambda);
            }
        return sum;
    }

    private static double basis(double[] nodes, int j, double lambda) {
        double product = 1;
        for (int i = 0; i < nodes.length; i++) if (i != j) product *= (lambda - nodes[i]) / (nodes[j] - nodes[i]);
        return product;
    }

    /// Gauss-Legendre of five points, Abramowitz and Stegun table 25.4.
    private static final double[] ABSCISSAS = {
        -0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640
    };

    private static final double[] WEIGHTS = {
        0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665, 0.2369268850561891
    };
}
