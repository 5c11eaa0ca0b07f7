package org.integrand.engine.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.matrix.ExponentialDerivative;
import org.integrand.engine.matrix.MatrixExponential;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.implicit.Esdirk;
import org.integrand.engine.method.reversible.ReversibleMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

/// Gradients of the discrete solution against complex steps through the very same method: coarse steps,
/// so that the exact flow is far away.
class ExactnessTest {
    private static final double TINY = 1e-100;

    /// d y_0(t1) / d x_j by a complex step through the solve; x = (y0, p)
    private static double complexStep(Method method, StepSizeController<Object> steps, int j) {
        var problem = Cases.predators();
        double[] p = problem.p();
        double[] pIm = new double[3];
        double[] start = new double[4];
        System.arraycopy(problem.y0(), 0, start, 0, 2);
        if (j < 2) start[2 + j] = TINY;
        else pIm[j - 2] = TINY;
        double[] re = new double[2];
        double[] im = new double[2];
        var pair = new InitialValueProblem<>(
                DoubleSpace.of(4),
                (t, y, into) -> {
                    Cases.COMPLEX_PREDATORS.evaluate(
                            t, new double[] {y[0], y[1]}, new double[] {y[2], y[3]}, p, pIm, re, im);
                    into[0] = re[0];
                    into[1] = re[1];
                    into[2] = im[0];
                    into[3] = im[1];
                },
                problem.t0(),
                problem.t1(),
                start);
        return Solver.of(pair, method)
                        .tolerance(1e-13, 1e-13)
                        .controller(steps)
                        .solve()
                        .requireEnd()
                        .state()[2]
                / TINY;
    }

    private static void exact(Sensitivity mode, Method method, double step, double most) {
        var steps = StepSizeController.fixed(step);
        var gradient = mode.gradient(Cases.predators(), Loss.atEnd(PointLoss.component(0)), Stepping.fixed(step));
        for (int j = 0; j < 5; j++) {
            double expected = complexStep(method, steps, j);
            double found = j < 2 ? gradient.y0()[j] : gradient.p()[j - 2];
            assertThat(Math.abs(found / expected - 1)).as(method + ", " + j).isLessThan(most);
        }
    }

    @Test
    void discreteIsTheGradientOfTheSolutionThatWasComputed() {
        for (var method : List.of(
                ExplicitMethods.EULER,
                ExplicitMethods.HEUN,
                ExplicitMethods.RK4,
                ExplicitMethods.BS3,
                ExplicitMethods.TSIT5,
                ExplicitMethods.DOP853)) exact(Sensitivity.discrete(method), method, 0.25, 1e-12);
    }

    @Test
    void reversibleIsTheGradientOfTheSolutionThatWasComputed() {
        exact(Sensitivity.reversible(ReversibleMethod.HEUN), ReversibleMethod.HEUN, 0.05, 1e-11);
        exact(Sensitivity.reversible(ReversibleMethod.LEAPFROG), ReversibleMethod.LEAPFROG, 0.05, 1e-11);
        var coupled = ReversibleMethod.coupled(ExplicitMethods.BS3);
        exact(Sensitivity.reversible(coupled), coupled, 0.1, 1e-11);
    }

    @Test
    void everyModeConvergesToTheComplexStepThroughAnAccurateSolve() {
        var loss = Loss.atEnd(PointLoss.component(0));
        for (Sensitivity mode : List.<Sensitivity>of(
                Sensitivity.discrete(ExplicitMethods.DOP853),
                Sensitivity.interpolated(ExplicitMethods.VERNER9),
                Sensitivity.forward(ExplicitMethods.DOP853))) {
            var gradient = mode.gradient(Cases.predators(), loss, Stepping.tolerance(1e-13, 1e-13));
            for (int j = 0; j < 5; j++) {
                double expected = complexStep(ExplicitMethods.DOP853, StepSizeController.fixed(0.02), j);
                double found = j < 2 ? gradient.y0()[j] : gradient.p()[j - 2];
                assertThat(Math.abs(found / expected - 1)).as(mode + ", " + j).isLessThan(1e-11);
            }
        }
    }

    @Test
    void discreteImplicitIsTheGradientOfTheSolutionThatWasComputed() {
        var problem = Cases.mildReaction();
        var loss = Loss.atEnd(PointLoss.component(0));
        var coarse = Stepping.tolerance(1e-9, 1e-9).by(StepSizeController.fixed(0.03)); // Newton's tolerance
        var gradient = Sensitivity.discrete(Esdirk.KVAERNO3).gradient(problem, loss, coarse);
        var flow =
                Sensitivity.discrete(ExplicitMethods.DOP853).gradient(problem, loss, Stepping.tolerance(1e-12, 1e-12));
        double[] p = problem.p();
        double largest = 0; // of p dL/dp
        double missed = 0;
        double missedByFlow = 0;
        for (int k = 0; k < 3; k++) {
            double d = 1e-4 * p[k];
            double slope = (value(problem, p, k, d, coarse) - value(problem, p, k, -d, coarse)) / (2 * d);
            largest = Math.max(largest, Math.abs(p[k] * slope));
            missed = Math.max(missed, Math.abs(p[k] * (gradient.p()[k] - slope)));
            missedByFlow = Math.max(missedByFlow, Math.abs(p[k] * (flow.p()[k] - slope)));
        }
        assertThat(missed / largest).isLessThan(2e-7);
        assertThat(missedByFlow / largest).isGreaterThan(1e-5);
    }

    private static double value(ParametricProblem problem, double[] p, int k, double d, Stepping stepping) {
        double[] moved = p.clone();
        moved[k] += d;
        var other = new ParametricProblem(problem.field(), problem.t0(), problem.t1(), problem.y0(), moved);
        return Sensitivity.discrete(Esdirk.KVAERNO3)
                .gradient(other, Loss.atEnd(PointLoss.component(0)), stepping)
                .loss();
    }

    @Test
    void aLinearProblemHasItsClosedForm() {
        // y' = (-p0 y0 - p1 y1, p1 y0 - p0 y1): y(t) = e^(-p0 t) (rotation by p1 t) y(0)
        var field = Derivatives.matrices(
                2,
                2,
                (t, y, p, into) -> {
                    into[0] = -p[0] * y[0] - p[1] * y[1];
                    into[1] = p[1] * y[0] - p[0] * y[1];
                },
                (t, y, p, state, parameters) -> {
                    state.set(0, 0, -p[0]);
                    state.set(0, 1, -p[1]);
                    state.set(1, 0, p[1]);
                    state.set(1, 1, -p[0]);
                    parameters.set(0, 0, -y[0]);
                    parameters.set(0, 1, -y[1]);
                    parameters.set(1, 0, -y[1]);
                    parameters.set(1, 1, y[0]);
                });
        var problem = new ParametricProblem(field, 0, 2, new double[] {1, 0}, new double[] {0.3, 1.2});
        double decay = Math.exp(-0.6);
        double c = decay * Math.cos(2.4);
        double s = decay * Math.sin(2.4);
        for (Sensitivity mode : List.<Sensitivity>of(
                Sensitivity.discrete(ExplicitMethods.VERNER9),
                Sensitivity.interpolated(ExplicitMethods.VERNER9),
                Sensitivity.backsolve(ExplicitMethods.VERNER9),
                Sensitivity.reversible(ReversibleMethod.coupled(ExplicitMethods.VERNER9)),
                Sensitivity.forward(ExplicitMethods.VERNER9))) {
            var gradient = mode.gradient(problem, Loss.atEnd(PointLoss.component(0)), Stepping.tolerance(1e-14, 1e-14));
            assertThat(gradient.y0()).as(mode + "").containsExactly(new double[] {c, -s}, within(1e-12));
            assertThat(gradient.p()).as(mode + "").containsExactly(new double[] {-2 * c, -2 * s}, within(1e-12));
            assertThat(gradient.t1()).isCloseTo(-0.3 * c - 1.2 * s, within(1e-12));
            assertThat(gradient.t0()).isCloseTo(0.3 * c + 1.2 * s, within(1e-12));
        }
    }

    @Test
    void aLinearProblemHasTheFrechetDerivativeOfTheExponential() {
        // y' = A y, all entries of A being parameters; L = w y(t): dL/dA along E is w Frechet(A t, E t) y0
        int n = 4;
        double t = 1.5;
        var random = new Random(3);
        double[] a = random.doubles(n * n, -1, 1).toArray();
        double[] y0 = random.doubles(n, -1, 1).toArray();
        double[] w = random.doubles(n, -1, 1).toArray();
        double[] scaled = Arrays.stream(a).map(x -> x * t).toArray();
        double[] expected = new double[n * n];
        for (int k = 0; k < n * n; k++) {
            double[] direction = new double[n * n];
            direction[k] = t;
            double[] change = ExponentialDerivative.of(n, scaled, direction);
            for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) expected[k] += w[i] * change[i * n + j] * y0[j];
        }
        double[] exponential = MatrixExponential.of(n, scaled);
        double[] expectedY0 = new double[n];
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) expectedY0[j] += w[i] * exponential[i * n + j];
        var problem = new ParametricProblem(new Cases.Linear(n), 0, t, y0, a);
        for (Sensitivity mode : List.<Sensitivity>of(
                Sensitivity.discrete(ExplicitMethods.VERNER9),
                Sensitivity.interpolated(ExplicitMethods.VERNER9),
                Sensitivity.backsolve(ExplicitMethods.VERNER9),
                Sensitivity.reversible(ReversibleMethod.coupled(ExplicitMethods.VERNER9)),
                Sensitivity.forward(ExplicitMethods.VERNER9))) {
            var gradient = mode.gradient(problem, Loss.atEnd(Cases.weights(w)), Stepping.tolerance(1e-15, 1e-14));
            assertThat(AgreementTest.difference(gradient.p(), expected))
                    .as(mode + "")
                    .isLessThan(1e-12);
            assertThat(AgreementTest.difference(gradient.y0(), expectedY0))
                    .as(mode + "")
                    .isLessThan(1e-12);
        }
    }
}
