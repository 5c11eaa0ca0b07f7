package org.integrand.benchmarks;

import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.space.DoubleSpace;

/// A closed orbit: its end is its start, so the error of a solve is known.
record Orbit(String name, InitialValueProblem<double[]> problem) {
    /// Two bodies, eccentricity 0.5, ten periods.
    static Orbit kepler() {
        double e = 0.5;
        return new Orbit(
                "Kepler",
                new InitialValueProblem<>(
                        DoubleSpace.of(4),
                        (_, y, into) -> {
                            double r2 = y[0] * y[0] + y[1] * y[1];
                            double r3 = r2 * Math.sqrt(r2);
                            into[0] = y[2];
                            into[1] = y[3];
                            into[2] = -y[0] / r3;
                            into[3] = -y[1] / r3;
                        },
                        0,
                        20 * Math.PI,
                        new double[] {1 - e, 0, 0, Math.sqrt((1 + e) / (1 - e))}));
    }

    /// A satellite in the field of earth and moon, one period.
    /// Source: E. Hairer, S. P. Norsett, G. Wanner, "Solving Ordinary Differential Equations I", II.0.
    static Orbit arenstorf() {
        double moon = 0.012277471;
        double earth = 1 - moon;
        return new Orbit(
                "Arenstorf",
                new InitialValueProblem<>(
                        DoubleSpace.of(4),
                        (_, y, into) -> {
                            double y2 = y[1] * y[1];
                            double toEarth = (y[0] + moon) * (y[0] + moon) + y2;
                            double toMoon = (y[0] - earth) * (y[0] - earth) + y2;
                            double ofEarth = earth / (toEarth * Math.sqrt(toEarth));
                            double ofMoon = moon / (toMoon * Math.sqrt(toMoon));
                            into[0] = y[2];
                            into[1] = y[3];
                            into[2] = y[0] + 2 * y[3] - ofEarth * (y[0] + moon) - ofMoon * (y[0] - earth);
                            into[3] = y[1] - 2 * y[2] - (ofEarth + ofMoon) * y[1];
                        },
                        0,
                        17.065216560157964,
                        new double[] {0.994, 0, 0, -2.001585106379082}));
    }

    /// Distance from the start, in place and velocity.
    double error(double[] end) {
        double sum = 0;
        double[] start = problem.y0();
        for (int i = 0; i < end.length; i++) sum += (end[i] - start[i]) * (end[i] - start[i]);
        return Math.sqrt(sum);
    }
}
