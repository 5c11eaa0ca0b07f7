package org.integrand.diffusion.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.RhoTableau;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.RectifiedFlow;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;
import org.integrand.engine.sensitivity.Sensitivity;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The table of docs/gradients.md and the closed forms behind it: one Gaussian N(0.4, 0.6^2), L = 1/2 |x_0 - c|^2.
class FlowGradientTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final double[] START = {0.9, -1.3, 0.2, 2};
    private static final double[] TARGET = {0.1, -0.2, 0.3, 0.5};
    private static final int[] STEPS = {10, 20, 40, 80, 160};
    private static final ExplicitRungeKutta EULER = ExplicitMethods.EULER;
    private static final ExplicitRungeKutta HEUN = ExplicitMethods.HEUN;
    private static final ExplicitRungeKutta RK4 = ExplicitMethods.RK4;

    private static GaussianMixture gaussian() {
        return GaussianMixture.gaussian(List.of(0.4), 0.6);
    }

    /// dL/dx_T of the exact flow.
    private static double[] truth() {
        NoiseLevel from = VP.at(1);
        NoiseLevel to = VP.at(1e-3);
        double[] end = Toy.gaussianPath(new double[] {0.4}, 0.6, from, to, START);
        double stretch =
                to.alpha() / from.alpha() * Math.sqrt((0.36 + to.rho() * to.rho()) / (0.36 + from.rho() * from.rho()));
        double[] gradient = new double[4];
        for (int i = 0; i < 4; i++) gradient[i] = stretch * (end[i] - TARGET[i]);
        return gradient;
    }

    private static double error(LossGradient<double[]> found) {
        double[] truth = truth();
        double[] difference = new double[4];
        for (int i = 0; i < 4; i++) difference[i] = found.start()[i] - truth[i];
        return DoubleSpace.of(4).norm(difference) / DoubleSpace.of(4).norm(truth);
    }

    private static LossGradient<double[]> exact(RhoTableau tableau, TimeGrid grid, int n) {
        var plan = OneFormula.deis(tableau).compile(VP, grid, n, 1, 1e-3);
        return SampleGradient.of(plan, DoubleSpace.of(4), gaussian().on(VP))
                .gradient(START, SampleLoss.squaredDistance(TARGET));
    }

    private static LossGradient<double[]> flow(Sensitivity how, TimeGrid grid, int n) {
        return FlowGradient.on(levels(grid, n), VP, gaussian().on(VP), how)
                .gradient(START, SampleLoss.squaredDistance(TARGET));
    }

    private static List<NoiseLevel> levels(TimeGrid grid, int n) {
        var plan = OneFormula.euler().compile(VP, grid, n, 1, 1e-3);
        return java.util.stream.Stream.concat(
                        plan.steps().stream().map(step -> step.from()),
                        java.util.stream.Stream.of(plan.steps().getLast().to()))
                .toList();
    }

    private interface Row {
        LossGradient<double[]> at(TimeGrid grid, int n);
    }

    private static void isWithinAFifth(TimeGrid grid, Row row, double... expected) {
        for (int i = 0; i < expected.length; i++)
            assertThat(error(row.at(grid, STEPS[i])))
                    .as("N = %d", STEPS[i])
                    .isCloseTo(expected[i], within(0.2 * expected[i]));
    }

    @Test
    void errorsOfTheGradientAgainstTheFlowAreThoseOfTheTable() {
        var lambda = TimeGrid.logSnr();
        isWithinAFifth(lambda, (g, n) -> exact(RhoTableau.EULER_1, g, n), 3.8e-1, 2.2e-1, 1.1e-1, 5.9e-2, 3.0e-2);
        isWithinAFifth(lambda, (g, n) -> exact(RhoTableau.HEUN_2, g, n), 3.3e-1, 6.7e-2, 1.6e-2, 3.8e-3, 9.2e-4);
        isWithinAFifth(lambda, (g, n) -> exact(RhoTableau.CLASSICAL_4, g, n), 1.5e-2, 9.6e-4, 5.9e-5, 3.7e-6, 2.3e-7);
        isWithinAFifth(lambda, (g, n) -> flow(Sensitivity.backsolve(EULER), g, n), 3.4, 9.9e-1, 7.9e-1, 4.9e-1, 2.7e-1);
        isWithinAFifth(
                lambda, (g, n) -> flow(Sensitivity.backsolve(HEUN), g, n), 3.3e-1, 6.7e-2, 1.6e-2, 3.8e-3, 9.2e-4);
        isWithinAFifth(
                lambda, (g, n) -> flow(Sensitivity.backsolve(RK4), g, n), 1.5e-2, 9.6e-4, 5.9e-5, 3.7e-6, 2.3e-7);
        var time = TimeGrid.uniform();
        isWithinAFifth(time, (g, n) -> exact(RhoTableau.EULER_1, g, n), .40, .22, .12, .061, .031);
        isWithinAFifth(time, (g, n) -> exact(RhoTableau.HEUN_2, g, n), 1.2e-1, 3.0e-2, 7.5e-3, 1.9e-3, 4.7e-4);
        isWithinAFifth(time, (g, n) -> flow(Sensitivity.backsolve(EULER), g, n), 1.0, .95, .67, .39, .21);
    }

    @Test
    void backsolveConvergesWithTheOrderOfItsMethodAndTellsHowFarItDrifted() {
        double[] drift = {.38, .21, .11, .058, .029};
        for (int i = 0; i < 5; i++) {
            var found = flow(Sensitivity.backsolve(EULER), TimeGrid.logSnr(), STEPS[i]);
            assertThat(found.reconstruction()).isCloseTo(drift[i], within(0.2 * drift[i]));
            assertThat(found.warnings())
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("backsolve: the state computed backwards misses the start by 0.");
        }
        ExplicitRungeKutta[] methods = {EULER, HEUN, RK4};
        int[] orders = {1, 2, 4};
        int[] steps = {2560, 640, 160};
        for (int i = 0; i < 3; i++) {
            var how = Sensitivity.backsolve(methods[i]);
            var fine = flow(how, TimeGrid.logSnr(), 2 * steps[i]);
            double order = Math.log(error(flow(how, TimeGrid.logSnr(), steps[i])) / error(fine)) / Math.log(2);
            assertThat(order).as(methods[i].name()).isCloseTo(orders[i], within(0.15));
            assertThat(fine.warnings()).isEmpty();
            assertThat(fine.cost().storedStates()).isLessThanOrEqualTo(2);
        }
    }

    /// Rounding apart, whose share is what the coefficients of the plan differ by.
    @Test
    void theSymplecticAdjointIsTheGradientOfTheRungeKuttaPlan() {
        RhoTableau[] tableaus = {RhoTableau.EULER_1, RhoTableau.HEUN_2, RhoTableau.CLASSICAL_4};
        ExplicitRungeKutta[] methods = {EULER, HEUN, RK4};
        var model = Toy.mixture().parametricOn(VP, Prediction.V);
        for (int i = 0; i < 3; i++) {
            var plan = OneFormula.deis(tableaus[i]).compile(VP, TimeGrid.logSnr(), 25, 1, 1e-3);
            var exact = SampleGradient.of(plan, DoubleSpace.of(4), model)
                    .gradient(START, SampleLoss.squaredDistance(TARGET));
            var symplectic = FlowGradient.on(levels(TimeGrid.logSnr(), 25), VP, model, Sensitivity.discrete(methods[i]))
                    .gradient(START, SampleLoss.squaredDistance(TARGET));
            assertThat(Differences.between(symplectic.start(), exact.start())).isLessThan(1e-11);
            for (String group : List.of("weights", "means", "deviations"))
                assertThat(Differences.between(symplectic.of(group), exact.of(group)))
                        .isLessThan(1e-11);
            assertThat(symplectic.sample()).containsExactly(exact.sample(), within(1e-11));
        }
    }

    @Test
    void closedFormsOfTheGaussianAreMetTo3eMinus7By160StepsOfRungeKutta() {
        for (JsonNode c :
                Golden.read(FlowGradientTest.class, "golden/adjoint.json").get("gaussian_closed_form")) {
            double[] start = Golden.numbers(c.get("x_T"));
            double mean = c.get("mean").doubleValue();
            double deviation = c.get("std").doubleValue();
            var loss = SampleLoss.squaredDistance(Golden.numbers(c.get("target")));
            var plan = OneFormula.deis(RhoTableau.CLASSICAL_4).compile(VP, TimeGrid.logSnr(), 160, 1, 1e-3);
            var space = DoubleSpace.of(3);
            var found = SampleGradient.of(
                            plan,
                            space,
                            GaussianMixture.gaussian(List.of(mean), deviation).parametricOn(VP, Prediction.NOISE))
                    .gradient(start, loss);
            assertThat(Differences.between(found.start(), Golden.numbers(c.get("dL_dxT"))))
                    .isLessThan(3e-7);
            close(found.of("means")[0], c.get("dL_dmean").doubleValue(), 3e-7);
            close(found.of("deviations")[0], c.get("dL_dstd").doubleValue(), 3e-6);
            close(found.loss(), c.get("loss").doubleValue(), 3e-7);
            JsonNode guided = c.get("guided");
            var model = new org.integrand.diffusion.model.DifferentiableGuidance<>(
                    GaussianMixture.gaussian(List.of(guided.get("cond_mean").doubleValue()), deviation)
                            .parametricOn(VP, Prediction.NOISE),
                    GaussianMixture.gaussian(List.of(mean), deviation).parametricOn(VP, Prediction.NOISE),
                    space,
                    guided.get("scale").doubleValue());
            var of = SampleGradient.of(plan, space, model).gradient(start, loss);
            close(of.of("conditional.means")[0], guided.get("dL_dcond_mean").doubleValue(), 1e-6);
            close(of.of("unconditional.means")[0], guided.get("dL_duncond_mean").doubleValue(), 1e-6);
            close(of.of("scale")[0], guided.get("dL_dscale").doubleValue(), 1e-6);
        }
    }

    private static void close(double actual, double expected, double tolerance) {
        assertThat(actual).isCloseTo(expected, within(tolerance * Math.max(1, Math.abs(expected))));
    }

    @Test
    void theReferenceOfTheMixtureIsMetTo1eMinus6() {
        JsonNode golden =
                Golden.read(FlowGradientTest.class, "golden/adjoint.json").get("mixture_reference");
        double[] start = Toy.flat(golden.get("x_T"));
        var loss = SampleLoss.squaredDistance(Golden.numbers(golden.get("target")));
        var model = goldenMixture(golden.get("problem")).parametricOn(VP, Prediction.NOISE);
        var plan = OneFormula.deis(RhoTableau.CLASSICAL_4).compile(VP, TimeGrid.logSnr(), 2000, 1, 1e-3);
        var exact = SampleGradient.of(plan, DoubleSpace.of(start.length), model).gradient(start, loss);
        meets(exact, golden, 1e-6);
        var adaptive =
                FlowGradient.adaptive(VP, model, Sensitivity.interpolated(ExplicitMethods.DOP853), 1, 1e-3, 1e-11);
        meets(adaptive.gradient(start, loss), golden, 1e-6);
        var fast = FlowGradient.adaptive(VP, model, Sensitivity.backsolve(ExplicitMethods.DOP853), 1, 1e-3, 1e-11)
                .gradient(start, loss);
        meets(fast, golden, 1e-5);
    }

    private static GaussianMixture goldenMixture(JsonNode problem) {
        return GaussianMixture.isotropic(
                Golden.numbers(problem.get("weights")),
                Golden.matrix(problem.get("means")),
                Arrays.stream(Golden.numbers(problem.get("variances")))
                        .map(Math::sqrt)
                        .toArray());
    }

    private static void meets(LossGradient<double[]> found, JsonNode golden, double tolerance) {
        close(found.loss(), golden.get("loss").doubleValue(), tolerance);
        assertThat(Differences.between(found.start(), Toy.flat(golden.get("dL_dxT"))))
                .isLessThan(tolerance);
        assertThat(Differences.between(found.of("means"), Toy.flat(golden.get("dL_dmeans"))))
                .isLessThan(tolerance);
    }

    @Test
    void forwardModeOfTheFlowAgreesWithTheOthers() {
        DifferentiableModel<double[]> model = Toy.mixture().parametricOn(VP, Prediction.DATA);
        double[] start = {0.3, -1.2};
        var loss = SampleLoss.squaredDistance(0.3, -0.4);
        var forward = FlowGradient.adaptive(VP, model, Sensitivity.forward(ExplicitMethods.DOP853), 1, 1e-2, 1e-10)
                .gradient(start, loss);
        var back = FlowGradient.adaptive(VP, model, Sensitivity.interpolated(ExplicitMethods.DOP853), 1, 1e-2, 1e-10)
                .gradient(start, loss);
        assertThat(Differences.between(forward.start(), back.start())).isLessThan(1e-7);
        assertThat(Differences.between(forward.of("deviations"), back.of("deviations")))
                .isLessThan(1e-7);
    }

    @Test
    void aFlowToNoNoiseIsRefused() {
        var flow = new RectifiedFlow(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FlowGradient.adaptive(flow, gaussian().on(flow), Sensitivity.backsolve(RK4), 1, 0.01, 1e-6))
                .withMessage("flow at t 1.0: no signal there; expected alpha and sigma > 0");
    }
}
