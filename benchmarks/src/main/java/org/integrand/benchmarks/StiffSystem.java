package org.integrand.benchmarks;

import java.util.List;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.method.stiff.StiffMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;

/// A stiff reference problem: the same equations as in peers/cvode.c.
///
/// @param points of the grid; 0 for a problem without one
record StiffSystem(String name, int points, InitialValueProblem<double[]> problem, Jacobian jacobian) {
    static List<StiffSystem> all() {
        return List.of(
                brusselator(100),
                brusselator(1_000),
                brusselator(10_000),
                dense("robertson", 1e5, StiffSystem::robertson, 1, 0, 0),
                dense("van-der-pol", 2, StiffSystem::vanDerPol, 2, 0),
                dense("hires", 321.8122, StiffSystem::hires, 1, 0, 0, 0, 0, 0, 0, 0.0057),
                dense("oregonator", 30, StiffSystem::oregonator, 1, 2, 3));
    }

    /// The state at the end to nine digits or so.
    double[] reference() {
        return Solver.of(problem, StiffMethods.RADAU5, jacobian)
                .tolerance(1e-11, 1e-9)
                .solve()
                .requireEnd()
                .state();
    }

    /// Largest |y_i - reference_i| / (1 + |reference_i|).
    static double error(double[] y, double[] reference) {
        double largest = 0;
        for (int i = 0; i < y.length; i++)
            largest = Math.max(largest, Math.abs(y[i] - reference[i]) / (1 + Math.abs(reference[i])));
        return largest;
    }

    private static StiffSystem dense(String name, double end, VectorField<double[]> field, double... y0) {
        var problem = new InitialValueProblem<>(DoubleSpace.of(y0.length), field, 0, end, y0);
        return new StiffSystem(name, 0, problem, Jacobian.dense());
    }

    /// Two unknowns a point, interleaved.
    static StiffSystem brusselator(int points) {
        double[] y0 = new double[2 * points];
        for (int i = 0; i < points; i++) {
            y0[2 * i] = 1 + Math.sin(2 * Math.PI * (i + 1) / (points + 1));
            y0[2 * i + 1] = 3;
        }
        double diffusion = 0.02 * (points + 1) * (points + 1);
        VectorField<double[]> field = (_, y, into) -> brusselator(points, diffusion, y, into);
        var problem = new InitialValueProblem<>(DoubleSpace.of(2 * points), field, 0, 10, y0);
        return new StiffSystem("brusselator-1d", points, problem, Jacobian.banded(2, 2));
    }

    private static void brusselator(int points, double diffusion, double[] y, double[] into) {
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
    }

    private static void robertson(double t, double[] y, double[] into) {
        double slow = 0.04 * y[0] - 1e4 * y[1] * y[2];
        double fast = 3e7 * y[1] * y[1];
        into[0] = -slow;
        into[1] = slow - fast;
        into[2] = fast;
    }

    private static void vanDerPol(double t, double[] y, double[] into) {
        into[0] = y[1];
        into[1] = ((1 - y[0] * y[0]) * y[1] - y[0]) / 1e-6;
    }

    private static void hires(double t, double[] y, double[] into) {
        double bound = 280 * y[5] * y[7];
        into[0] = -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007;
        into[1] = 1.71 * y[0] - 8.75 * y[1];
        into[2] = -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4];
        into[3] = 8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3];
        into[4] = -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6];
        into[5] = -bound + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6];
        into[6] = bound - 1.81 * y[6];
        into[7] = -into[6];
    }

    private static void oregonator(double t, double[] y, double[] into) {
        into[0] = 77.27 * (y[1] + y[0] * (1 - 8.375e-6 * y[0] - y[1]));
        into[1] = (y[2] - (1 + y[0]) * y[1]) / 77.27;
        into[2] = 0.161 * (y[0] - y[2]);
    }
}
