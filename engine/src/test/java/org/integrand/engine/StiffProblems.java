package org.integrand.engine;

import java.util.Arrays;
import java.util.List;
import org.integrand.engine.Problems.Known;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;

/// Stiff initial value problems with known end states.
public final class StiffProblems {
    private StiffProblems() {}

    public static Known robertson() {
        return Problems.golden("robertson", (_, y, into) -> {
            double slow = 0.04 * y[0] - 1e4 * y[1] * y[2];
            double fast = 3e7 * y[1] * y[1];
            into[0] = -slow;
            into[1] = slow - fast;
            into[2] = fast;
        });
    }

    /// The Jacobian of [#robertson], given.
    public static Jacobian robertsonJacobian() {
        return Jacobian.dense((_, y, into) -> {
            into.set(0, 0, -0.04);
            into.set(0, 1, 1e4 * y[2]);
            into.set(0, 2, 1e4 * y[1]);
            into.set(1, 0, 0.04);
            into.set(1, 1, -1e4 * y[2] - 6e7 * y[1]);
            into.set(1, 2, -1e4 * y[1]);
            into.set(2, 1, 6e7 * y[1]);
        });
    }

    public static Known vanDerPol() {
        return Problems.golden("van-der-pol", (_, y, into) -> {
            into[0] = y[1];
            into[1] = ((1 - y[0] * y[0]) * y[1] - y[0]) / 1e-6;
        });
    }

    public static Known hires() {
        return Problems.golden("hires", (_, y, into) -> {
            double bound = 280 * y[5] * y[7];
            into[0] = -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007;
            into[1] = 1.71 * y[0] - 8.75 * y[1];
            into[2] = -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4];
            into[3] = 8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3];
            into[4] = -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6];
            into[5] = -bound + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6];
            into[6] = bound - 1.81 * y[6];
            into[7] = -into[6];
        });
    }

    public static Known oregonator() {
        return Problems.golden("oregonator", (_, y, into) -> {
            into[0] = 77.27 * (y[1] + y[0] * (1 - 8.375e-6 * y[0] - y[1]));
            into[1] = (y[2] - (1 + y[0]) * y[1]) / 77.27;
            into[2] = 0.161 * (y[0] - y[2]);
        });
    }

    /// The golden Brusselator with diffusion at 100 points, its unknowns interleaved: u0, v0, u1, v1 ...; its
    /// Jacobian has two diagonals on each side.
    public static Known brusselator1d() {
        var file = Golden.read(StiffProblems.class, "golden/ode/brusselator-1d.json");
        double[] end = interleaved(Golden.numbers(Golden.member(file, "y1")));
        return new Known("brusselator-1d", brusselator1d(100), boxed(end));
    }

    /// The same at any number of points, 0 ... 10.
    public static InitialValueProblem<double[]> brusselator1d(int points) {
        double[] y0 = new double[2 * points];
        for (int i = 0; i < points; i++) {
            y0[2 * i] = 1 + Math.sin(2 * Math.PI * (i + 1) / (points + 1));
            y0[2 * i + 1] = 3;
        }
        return new InitialValueProblem<>(DoubleSpace.of(2 * points), brusselatorField(points), 0, 10, y0);
    }

    private static VectorField<double[]> brusselatorField(int points) {
        double diffusion = 0.02 * (points + 1) * (points + 1);
        return (_, y, into) -> {
            double uLeft = 1;
            double vLeft = 3;
            for (int i = 0; i < 2 * points; i += 2) {
                double u = y[i];
                double v = y[i + 1];
                boolean last = i == 2 * points - 2;
                double uRight = last ? 1 : y[i + 2];
                double vRight = last ? 3 : y[i + 3];
                double u2v = u * u * v;
                into[i] = 1 + u2v - 4 * u + diffusion * (uLeft - 2 * u + uRight);
                into[i + 1] = 3 * u - u2v + diffusion * (vLeft - 2 * v + vRight);
                uLeft = u;
                vLeft = v;
            }
        };
    }

    private static double[] interleaved(double[] blocks) {
        int points = blocks.length / 2;
        double[] y = new double[blocks.length];
        for (int i = 0; i < points; i++) {
            y[2 * i] = blocks[i];
            y[2 * i + 1] = blocks[points + i];
        }
        return y;
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
