package org.integrand.search.predict;

import java.util.Arrays;

/// Gradient descent with moments: m and v are running means of g and g^2, each step is rate m / (sqrt(v) +
/// 1e-8) after correcting for their start at 0; decays 0.9 and 0.999. Source: D. P. Kingma, J. Ba, "Adam: a
/// method for stochastic optimization", ICLR 2015.
public final class Adam {
    private final double[][] mean;
    private final double[][] square;
    private double meanDecay = 1;
    private double squareDecay = 1;

    /// @param like rows of the lengths of the parameters
    public Adam(double[]... like) {
        mean = zeros(like);
        square = zeros(like);
    }

    private static double[][] zeros(double[][] like) {
        return Arrays.stream(like).map(row -> new double[row.length]).toArray(double[][]::new);
    }

    /// Moves the parameters, in place.
    public void step(double[][] parameters, double[][] gradient, double rate) {
        meanDecay *= 0.9;
        squareDecay *= 0.999;
        double scale = rate / (1 - meanDecay);
        double correction = 1 / (1 - squareDecay);
        for (int row = 0; row < parameters.length; row++)
            step(parameters[row], gradient[row], mean[row], square[row], scale, correction);
    }

    private static void step(double[] p, double[] g, double[] m, double[] v, double scale, double correction) {
        for (int i = 0; i < p.length; i++) {
            m[i] = 0.9 * m[i] + 0.1 * g[i];
            v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
            p[i] -= scale * m[i] / (Math.sqrt(v[i] * correction) + 1e-8);
        }
    }
}
