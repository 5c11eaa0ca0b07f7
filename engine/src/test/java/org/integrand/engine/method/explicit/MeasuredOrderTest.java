package org.integrand.engine.method.explicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.integrand.engine.Problems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.Tolerance;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeasuredOrderTest {
    private static final double START = 0.3;

    static List<ExplicitRungeKutta> methods() {
        return ExplicitMethods.all();
    }

    static List<ExplicitRungeKutta> pairs() {
        return OrderConditionsTest.pairs();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void fixedStepsConvergeWithTheClaimedOrder(ExplicitRungeKutta method) {
        // on the closed form the leading error terms of tsit5 and verner9 nearly cancel
        int p = method.order();
        var known = p == 5 ? Problems.rigidBody() : p == 9 ? Problems.keplerPeriods(1) : Problems.closedForm();
        double h0 = p == 5 ? 0.1 : p == 9 ? Math.PI / 16 : p >= 7 ? 0.5 : 0.05;
        var measured = Convergence.measure(
                h -> known.absoluteError(Solver.of(known.problem(), method)
                        .controller(StepSizeController.fixed(h))
                        .solve()
                        .requireEnd()
                        .state()),
                h0,
                h0 / 2,
                h0 / 4);
        assertThat(measured.order()).as(method + ": " + measured).isBetween(method.order() - 0.2, method.order() + 0.3);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void errorEstimateOfAStepShrinksWithItsClaimedOrder(ExplicitRungeKutta method) {
        var measured = Convergence.measure(
                h -> {
                    Stepper<double[]> stepper = begin(method);
                    return stepper.attempt(START, START + h);
                },
                step(method),
                step(method) / 2,
                step(method) / 4);
        assertThat(measured.order())
                .as(method + ": " + measured)
                .isBetween(method.errorOrder() - 0.25, method.errorOrder() + (method.order() < 7 ? 0.4 : 1.2));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void denseOutputErrorOfAStepShrinksOneOrderFasterThanItsOrder(ExplicitRungeKutta method) {
        int order = Math.min(method.extension().degree(), method.order());
        var measured = Convergence.measure(
                h -> {
                    Stepper<double[]> stepper = begin(method);
                    stepper.attempt(START, START + h);
                    double largest = 0;
                    double[] y = new double[2];
                    for (double theta : new double[] {0.2, 0.45, 0.7}) {
                        stepper.interpolant().at(START + theta * h, y);
                        double[] exact = Problems.closedForm(START + theta * h);
                        for (int i = 0; i < 2; i++) largest = Math.max(largest, Math.abs(y[i] - exact[i]));
                    }
                    return largest;
                },
                step(method),
                step(method) / 2,
                step(method) / 4);
        assertThat(measured.order())
                .as(method + ": " + measured)
                .isBetween(order + 0.7, order + (method.order() < 9 ? 1.5 : 2.6));
    }

    /// Long enough that the errors of four times shorter steps are well above rounding; high orders then still
    /// seem higher than they are, which [OrderConditionsTest] tells exactly.
    private static double step(ExplicitRungeKutta method) {
        return method.order() >= 7 ? 0.6 : 0.1;
    }

    private static Stepper<double[]> begin(ExplicitRungeKutta method) {
        var problem = Problems.closedForm().problem().between(START, 1, Problems.closedForm(START));
        return method.begin(problem, Tolerance.of(1, 0));
    }
}
