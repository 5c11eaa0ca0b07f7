package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.ExactHistory;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;

/// Orders measured on one Gaussian, whose path is known in closed form, from an exact history.
class ConvergenceTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final double[] MEAN = {-0.6, 0.4};
    private static final double STD = 0.625;
    private static final double END = 0.02;

    private static double error(Sampler sampler, TimeGrid grid, int steps) {
        Plan plan = sampler.compile(VP, grid, steps, 1, END);
        double[] start = Toy.start();
        List<double[]> known = Arrays.stream(ExactHistory.times(plan))
                .mapToObj(t -> Toy.gaussianPath(MEAN, STD, VP.at(1), VP.at(t), start))
                .toList();
        double[] x = new ExactHistory<>(plan, DoubleSpace.of(start.length), known)
                .run(GaussianMixture.gaussian(List.of(MEAN[0], MEAN[1]), STD).on(VP), start);
        double[] exact = Toy.gaussianPath(MEAN, STD, VP.at(1), VP.at(END), start);
        double worst = 0;
        for (int i = 0; i < exact.length; i++) worst = Math.max(worst, Math.abs(x[i] - exact[i]));
        return worst;
    }

    private static Convergence.Order order(Sampler sampler, TimeGrid grid, int finest) {
        return Convergence.measure(
                h -> error(sampler, grid, (int) Math.round(1 / h)), 4.0 / finest, 2.0 / finest, 1.0 / finest);
    }

    private static DpmSolver solver(
            Prediction prediction, Method method, int order, SolverType type, Compatibility whose) {
        return new DpmSolver(prediction, method, order, type, Lowering.NEVER, false, false, whose);
    }

    private static void assertOrder(int expected, Convergence.Order measured, Object what) {
        assertThat(measured.last()).as("%s: %s", what, measured).isBetween(expected - 0.2, expected + 0.3);
    }

    @Test
    void ddimConvergesWithOrderOne() {
        for (TimeGrid grid : List.of(TimeGrid.logSnr(), TimeGrid.uniform(), TimeGrid.karras()))
            assertOrder(1, order(new Ddim(), grid, 1280), grid);
    }

    @Test
    void singlestepMethodsConvergeWithTheirOrder() {
        for (Prediction prediction : List.of(Prediction.NOISE, Prediction.DATA))
            for (SolverType type : SolverType.values())
                for (int order = 2; order <= 3; order++)
                    for (TimeGrid grid : List.of(TimeGrid.logSnr(), TimeGrid.quadratic())) {
                        var sampler = solver(prediction, Method.SINGLESTEP_FIXED, order, type, Compatibility.OURS);
                        assertOrder(order, order(sampler, grid, 240 * order), sampler);
                    }
    }

    @Test
    void multistepOrderTwoConvergesWithOrderTwo() {
        for (Prediction prediction : List.of(Prediction.NOISE, Prediction.DATA))
            for (SolverType type : SolverType.values())
                for (TimeGrid grid : List.of(TimeGrid.logSnr(), TimeGrid.quadratic())) {
                    var sampler = solver(prediction, Method.MULTISTEP, 2, type, Compatibility.OURS);
                    assertOrder(2, order(sampler, grid, 640), sampler);
                }
    }

    @Test
    void multistepOrderThreeOfTheReleaseConvergesWithOrderTwoOnly() {
        for (Prediction prediction : List.of(Prediction.NOISE, Prediction.DATA)) {
            var sampler = solver(prediction, Method.MULTISTEP, 3, SolverType.DPMSOLVER, Compatibility.RELEASE);
            assertOrder(2, order(sampler, TimeGrid.logSnr(), 640), sampler);
        }
    }
}
