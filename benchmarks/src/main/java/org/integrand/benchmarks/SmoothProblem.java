package org.integrand.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;

/// A problem that is not stiff, and the error of a state at its end.
record SmoothProblem(String name, InitialValueProblem<double[]> problem, ToDoubleFunction<double[]> error) {
    static List<SmoothProblem> all() {
        var arenstorf = Orbit.arenstorf();
        var kepler = Orbit.kepler();
        return List.of(
                new SmoothProblem("Arenstorf", arenstorf.problem(), arenstorf::error),
                new SmoothProblem("Kepler, 10 periods", kepler.problem(), kepler::error),
                solved("Lorenz", 10, SmoothProblem::lorenz, 1, 1, 1),
                solved("Brusselator", 20, SmoothProblem::brusselator, 1.5, 3),
                solved("rigid body", 20, SmoothProblem::rigidBody, 0, 1, 1),
                solved(
                        "Pleiades",
                        3,
                        SmoothProblem::pleiades,
                        3,
                        3,
                        -1,
                        -3,
                        2,
                        -2,
                        2,
                        3,
                        -3,
                        2,
                        0,
                        0,
                        -4,
                        4,
                        0,
                        0,
                        0,
                        0,
                        0,
                        1.75,
                        -1.5,
                        0,
                        0,
                        0,
                        -1.25,
                        1,
                        0,
                        0));
    }

    /// Errors count against a solve to 1e-14: largest |y - y*| / (1 + |y*|).
    private static SmoothProblem solved(String name, double end, VectorField<double[]> field, double... y0) {
        var problem = new InitialValueProblem<>(DoubleSpace.of(y0.length), field, 0, end, y0);
        double[] known = Solver.of(problem, ExplicitMethods.VERNER9)
                .tolerance(1e-14, 1e-14)
                .solve()
                .requireEnd()
                .state();
        return new SmoothProblem(name, problem, y -> StiffSystem.error(y, known));
    }

    private static void lorenz(double t, double[] y, double[] into) {
        into[0] = 10 * (y[1] - y[0]);
        into[1] = y[0] * (28 - y[2]) - y[1];
        into[2] = y[0] * y[1] - 8.0 / 3 * y[2];
    }

    private static void brusselator(double t, double[] y, double[] into) {
        double u2v = y[0] * y[0] * y[1];
        into[0] = 1 + u2v - 4 * y[0];
        into[1] = 3 * y[0] - u2v;
    }

    private static void rigidBody(double t, double[] y, double[] into) {
        into[0] = y[1] * y[2];
        into[1] = -y[0] * y[2];
        into[2] = -0.51 * y[0] * y[1];
    }

    /// Seven stars in a plane, of mass 1 to 7: places x, places y, velocities x, velocities y. Source: E. Hairer, S. P.
    /// Norsett, G. Wanner, "Solving Ordinary Differential Equations I", II.10.
    private static void pleiades(double t, double[] y, double[] into) {
        System.arraycopy(y, 14, into, 0, 14);
        for (int i = 0; i < 7; i++) {
            double ax = 0;
            double ay = 0;
            for (int j = 0; j < 7; j++) {
                if (j == i) continue;
                double dx = y[j] - y[i];
                double dy = y[7 + j] - y[7 + i];
                double r2 = dx * dx + dy * dy;
                double pull = (j + 1) / (r2 * Math.sqrt(r2));
                ax += pull * dx;
                ay += pull * dy;
            }
            into[14 + i] = ax;
            into[21 + i] = ay;
        }
    }
}
