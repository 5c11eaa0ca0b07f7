package org.integrand.engine.method.extrapolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.integrand.engine.Problems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;

class GraggBulirschStoerTest {
    private static final double START = 0.3;
    private static final DoubleSpace SPACE = DoubleSpace.of(2);

    /// The rows 1 ... k (or 1, 3, 5, ...) of one step of the problem in closed form.
    private static MidpointRows<double[]> rows(double h, int last, int stride) {
        var field = Problems.closedForm().problem().field();
        double[] y = Problems.closedForm(START);
        double[] slope = new double[2];
        field.evaluate(START, y, slope);
        var rows = new MidpointRows<>(SPACE, field);
        for (int j = 1; j <= last; j += stride) rows.make(j, START, h, START + h, y, slope);
        return rows;
    }

    private static double distance(double[] y, double t) {
        double[] exact = Problems.closedForm(t);
        return Math.max(Math.abs(y[0] - exact[0]), Math.abs(y[1] - exact[1]));
    }

    @Test
    void extrapolationWeightsSumToOneAndAnnulThePowersOfTheError() {
        for (int stride = 1; stride <= 2; stride++)
            for (int first = 1; first <= 3; first++)
                for (int count = 1; count <= 6; count++) {
                    int last = first + (count - 1) * stride;
                    double[] w = Extrapolation.weights(first, last, stride);
                    assertThat(Arrays.stream(w).sum()).isCloseTo(1, within(1e-11));
                    for (int power = 1; power < count; power++) {
                        double sum = 0;
                        for (int i = 0; i < count; i++) sum += w[i] * Math.pow(first + i * stride, -2 * power);
                        assertThat(sum).isCloseTo(0, within(1e-11));
                    }
                }
    }

    @Test
    void aStepOfSoManyRowsHasTwiceTheirOrder() {
        for (int k = 1; k <= 4; k++) {
            int used = k;
            double h = k == 4 ? 0.8 : 0.4;
            var measured = Convergence.measure(
                    length -> {
                        double[] y = new double[2];
                        SPACE.combine(
                                Extrapolation.weights(1, used, 1),
                                rows(length, used, 1).ends(),
                                used,
                                y);
                        return distance(y, START + length);
                    },
                    h,
                    h / 2,
                    h / 4);
            assertThat(measured.order()).as(k + " rows: " + measured).isBetween(2 * k + 0.7, 2 * k + 1.8);
        }
    }

    @Test
    void denseOutputOfAStepHasTwiceTheOrderOfItsRows() {
        for (int q = 2; q <= 4; q++) {
            int used = q;
            double h = q == 4 ? 1.2 : 0.6;
            var measured = Convergence.measure(
                    length -> {
                        var polynomial = new CentredPolynomial<>(SPACE, rows(length, 2 * used - 1, 2));
                        var field = Problems.closedForm().problem().field();
                        double[] before = Problems.closedForm(START);
                        double[] after = Problems.closedForm(START + length);
                        double[] slope = new double[2];
                        double[] endSlope = new double[2];
                        field.evaluate(START, before, slope);
                        field.evaluate(START + length, after, endSlope);
                        polynomial.fit(used, length, before, slope, after, endSlope);
                        double[] y = new double[2];
                        polynomial.at(-0.5, y);
                        assertThat(distance(y, START)).isLessThan(1e-12);
                        polynomial.at(0.5, y);
                        assertThat(distance(y, START + length)).isLessThan(1e-12);
                        return IntStream.of(-4, -2, 1, 3)
                                .mapToDouble(i -> {
                                    polynomial.at(i / 10.0, y);
                                    return distance(y, START + (0.5 + i / 10.0) * length);
                                })
                                .max()
                                .orElseThrow();
                    },
                    h,
                    h / 2,
                    h / 4);
            assertThat(measured.order()).as(q + " rows: " + measured).isBetween(2 * q - 0.3, 2 * q + 1.6);
        }
    }

    @Test
    void denseOutputIsAboutAsAccurateAsTheSteps() {
        for (var known : new Problems.Known[] {Problems.brusselator(), Problems.keplerPeriods(1)}) {
            double span = known.problem().t1() - known.problem().t0();
            var exact = Solver.of(known.problem(), ExplicitMethods.VERNER9)
                    .tolerance(1e-13, 1e-13)
                    .dense()
                    .solve();
            for (double tolerance : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
                var solution = Solver.of(known.problem(), GraggBulirschStoer.GBS)
                        .tolerance(tolerance, tolerance)
                        .dense()
                        .solve()
                        .requireEnd();
                double atSteps = 0;
                double between = 0;
                var steps = Solver.of(known.problem(), GraggBulirschStoer.GBS)
                        .tolerance(tolerance, tolerance)
                        .saveSteps()
                        .solve();
                for (var sample : steps.saved())
                    atSteps = Math.max(atSteps, largest(sample.state(), exact.at(sample.t())));
                for (double t = 0; t < span; t += span / 500)
                    between = Math.max(between, largest(solution.at(t), exact.at(t)));
                assertThat(between).as(known + " at " + tolerance).isLessThan(1.5 * atSteps + tolerance);
            }
        }
    }

    private static double largest(double[] y, double[] exact) {
        double largest = 0;
        for (int i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i] - exact[i]));
        return largest;
    }

    @Test
    void stepsGrowLongWhenTheToleranceIsTight() {
        var statistics = Solver.of(Problems.lorenz().problem(), GraggBulirschStoer.GBS)
                .tolerance(1e-12, 1e-12)
                .solve()
                .requireEnd()
                .statistics();
        assertThat(statistics.accepted()).isLessThan(150);
        assertThat(statistics.evaluations()).isLessThan(8000);
    }

    @Test
    void fixedStepsAreTakenAsGiven() {
        var known = Problems.closedForm();
        var solution = Solver.of(known.problem(), GraggBulirschStoer.GBS)
                .controller(StepSizeController.fixed(0.1))
                .tolerance(1e-12, 1e-12)
                .solve()
                .requireEnd();
        assertThat(solution.statistics().accepted()).isEqualTo(10);
        assertThat(known.absoluteError(solution.state())).isLessThan(1e-11);
    }
}
