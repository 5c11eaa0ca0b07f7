package org.integrand.engine;

import java.util.Arrays;
import java.util.List;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;

/// Initial value problems with known end states.
public final class Problems {
    private Problems() {}

    /// A problem and its state at t1.
    public record Known(String name, InitialValueProblem<double[]> problem, List<Double> end) {
        /// Largest |y_i - exact_i|.
        public double absoluteError(double[] y) {
            double largest = 0;
            for (int i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i] - end.get(i)));
            return largest;
        }

        /// Largest |y_i - exact_i| / (1 + |exact_i|).
        public double error(double[] y) {
            double largest = 0;
            for (int i = 0; i < y.length; i++)
                largest = Math.max(largest, Math.abs(y[i] - end.get(i)) / (1 + Math.abs(end.get(i))));
            return largest;
        }

        /// How much a small change made on the way can grow until t1: the largest row sum of |d y_j(t1) / d
        /// y_i(t)|, which is the norm of the flow's derivative for maximum norms, over t0 and 31 later times.
        public double condition() {
            int times = 32;
            double[] t = new double[times];
            for (int i = 0; i < times; i++) t[i] = problem.t0() + i * (problem.t1() - problem.t0()) / times;
            double condition = 0;
            for (var sample : solver(problem).saveAt(t).solve().requireEnd().saved()) {
                double[] unmoved = end(sample.t(), sample.state());
                double[] growth = new double[unmoved.length];
                for (int i = 0; i < unmoved.length; i++) {
                    double[] y = sample.state().clone();
                    double moved = 1e-7 * (1 + Math.abs(y[i]));
                    y[i] += moved;
                    double[] y1 = end(sample.t(), y);
                    for (int j = 0; j < y1.length; j++) growth[j] += Math.abs(y1[j] - unmoved[j]) / moved;
                }
                condition = Math.max(condition, Arrays.stream(growth).max().orElseThrow());
            }
            return condition;
        }

        private double[] end(double t, double[] y) {
            return solver(problem.between(t, problem.t1(), y))
                    .solve()
                    .requireEnd()
                    .state();
        }

        private static Solver<double[]> solver(InitialValueProblem<double[]> problem) {
            return Solver.of(problem, ExplicitMethods.DP5).tolerance(1e-11, 1e-11);
        }

        @Override
        public String toString() {
            return name;
        }

        /// The same problem from its end back to its start.
        public Known backwards() {
            double[] from = end.stream().mapToDouble(Double::doubleValue).toArray();
            return new Known(
                    name + " backwards", problem.between(problem.t1(), problem.t0(), from), boxed(problem.y0()));
        }
    }

    public static Known arenstorf() {
        double mu = 0.012277471;
        return golden("arenstorf", (_, y, into) -> {
            double nearEarth = y[0] + mu;
            double nearMoon = y[0] - 1 + mu;
            double earth = cube(nearEarth * nearEarth + y[1] * y[1]);
            double moon = cube(nearMoon * nearMoon + y[1] * y[1]);
            into[0] = y[2];
            into[1] = y[3];
            into[2] = y[0] + 2 * y[3] - (1 - mu) * nearEarth / earth - mu * nearMoon / moon;
            into[3] = y[1] - 2 * y[2] - (1 - mu) * y[1] / earth - mu * y[1] / moon;
        });
    }

    public static Known kepler() {
        return golden("kepler-e06", KEPLER);
    }

    /// Planar Kepler problem of eccentricity 0.6, a whole number of its periods 2 pi.
    public static Known keplerPeriods(int periods) {
        double[] y0 = {0.4, 0, 0, 2};
        var problem = new InitialValueProblem<>(DoubleSpace.of(4), KEPLER, 0, periods * 2 * Math.PI, y0);
        return new Known("kepler, " + periods + " periods", problem, boxed(y0));
    }

    public static Known lorenz() {
        return golden("lorenz", (_, y, into) -> {
            into[0] = 10 * (y[1] - y[0]);
            into[1] = y[0] * (28 - y[2]) - y[1];
            into[2] = y[0] * y[1] - 8 / 3.0 * y[2];
        });
    }

    public static Known rigidBody() {
        return golden("rigid-body", (_, y, into) -> {
            into[0] = -2 * y[1] * y[2];
            into[1] = 1.25 * y[0] * y[2];
            into[2] = -0.5 * y[0] * y[1];
        });
    }

    public static Known brusselator() {
        return golden("brusselator", (_, y, into) -> {
            double autocatalysis = y[0] * y[0] * y[1];
            into[0] = 1 + autocatalysis - 4 * y[0];
            into[1] = 3 * y[0] - autocatalysis;
        });
    }

    /// A non-linear, non-autonomous system with y = (exp(sin t), cos t), t = 0 ... 1: y1' = y1 y2,
    /// y2' = -log(y1) + (y2 - cos t) y1.
    public static Known closedForm() {
        VectorField<double[]> field = (t, y, into) -> {
            into[0] = y[0] * y[1];
            into[1] = -Math.log(y[0]) + (y[1] - Math.cos(t)) * y[0];
        };
        double[] y0 = {1, 1};
        double[] y1 = {Math.exp(Math.sin(1)), Math.cos(1)};
        return new Known("closed form", new InitialValueProblem<>(DoubleSpace.of(2), field, 0, 1, y0), boxed(y1));
    }

    /// The state of [#closedForm] at `t`.
    public static double[] closedForm(double t) {
        return new double[] {Math.exp(Math.sin(t)), Math.cos(t)};
    }

    /// y' = -y, y(0) = 1 in n components.
    public static InitialValueProblem<double[]> decay(int n, double t1) {
        double[] y0 = new double[n];
        Arrays.fill(y0, 1);
        VectorField<double[]> field = (_, y, into) -> {
            for (int i = 0; i < y.length; i++) into[i] = -y[i];
        };
        return new InitialValueProblem<>(DoubleSpace.of(n), field, 0, t1, y0);
    }

    private static final VectorField<double[]> KEPLER = (_, y, into) -> {
        double r3 = cube(y[0] * y[0] + y[1] * y[1]);
        into[0] = y[2];
        into[1] = y[3];
        into[2] = -y[0] / r3;
        into[3] = -y[1] / r3;
    };

    static Known golden(String name, VectorField<double[]> field) {
        var file = Golden.read(Problems.class, "golden/ode/" + name + ".json");
        double[] y0 = Golden.numbers(Golden.member(file, "y0"));
        double t0 = Golden.number(Golden.member(file, "t0"));
        double t1 = Golden.number(Golden.member(file, "t1"));
        var problem = new InitialValueProblem<>(DoubleSpace.of(y0.length), field, t0, t1, y0);
        return new Known(name, problem, boxed(Golden.numbers(Golden.member(file, "y1"))));
    }

    /// r^3 from r^2
    private static double cube(double r2) {
        return r2 * Math.sqrt(r2);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
