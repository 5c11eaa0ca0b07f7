package org.integrand.engine.method.geometric;

import org.integrand.engine.problem.SecondOrderProblem;

/// Kepler's problem q'' = -q / |q|^3 with semi-major axis 1: period 2 pi, energy -1/2, back where it began.
final class Orbits {
    private Orbits() {}

    static SecondOrderProblem kepler(double eccentricity, double periods) {
        return SecondOrderProblem.of(
                (_, q, into) -> {
                    double square = q[0] * q[0] + q[1] * q[1];
                    double factor = -1 / (square * Math.sqrt(square));
                    into[0] = factor * q[0];
                    into[1] = factor * q[1];
                },
                0,
                2 * Math.PI * periods,
                new double[] {1 + eccentricity, 0},
                new double[] {0, Math.sqrt((1 - eccentricity) / (1 + eccentricity))});
    }

    /// |E - E0| / |E0|
    static double energyError(double[] y) {
        return Math.abs((y[2] * y[2] + y[3] * y[3]) - 2 / Math.hypot(y[0], y[1]) + 1);
    }

    static double distance(double[] y, double[] other) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) sum += (y[i] - other[i]) * (y[i] - other[i]);
        return Math.sqrt(sum);
    }
}
