package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;

/// Orders measured on one Gaussian, whose path is known in closed form. Multistep methods start with an
/// exact history: while the history is too short, the sample is put back on the exact path before it is
/// evaluated, so the first evaluations are exact.
class ConvergenceTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final double[] MEAN = {-0.6, 0.4};
    private static final double STD = 0.625;
    private static final double END = 0.02;

    private static double error(Sampler sampler, TimeGrid grid, int steps, int exactSteps) {
        Plan plan = sampler.compile(VP, grid, steps, 1, END);
        DiffusionModel<double[]> model =
                GaussianMixture.gaussian(List.of(MEAN[0], MEAN[1]), STD).on(VP);
        double[] start = Toy.start();
        var space = DoubleSpace.of(start.length);
        NoiseLevel first = VP.at(1);
        int[] done = {0};
        StepObserver<double[]> backOnPath = (step, number, _, x) -> {
            done[0] = number;
            if (number < exactSteps) space.copy(Toy.gaussianPath(MEAN, STD, first, step.to(), start), x);
        };
        var stepper = new PlanStepper<>(
                plan,
                space,
                model.prediction(),
                start,
                SamplingHooks.<double[]>none().with(backOnPath));
        while (!stepper.done()) {
            model.evaluate(stepper.input(), stepper.pending().at().t(), stepper.output());
            stepper.supplied();
        }
        assertThat(done[0]).isEqualTo(plan.steps().size());
        double[] exact = Toy.gaussianPath(MEAN, STD, first, VP.at(END), start);
        double worst = 0;
        for (int i = 0; i < exact.length; i++) worst = Math.max(worst, Math.abs(stepper.state()[i] - exact[i]));
        return worst;
    }

    private static Convergence.Order order(Sampler sampler, TimeGrid grid, int exactSteps, int finest) {
        return Convergence.measure(
                h -> error(sampler, grid, (int) Math.round(1 / h), exactSteps),
                4.0 / finest,
                2.0 / finest,
                1.0 / finest);
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
            assertOrder(1, order(new Ddim(), grid, 0, 1280), grid);
    }

    @Test
    void singlestepMethodsConvergeWithTheirOrder() {
        for (Prediction prediction : List.of(Prediction.NOISE, Prediction.DATA))
            for (SolverType type : SolverType.values())
                for (int order = 2; order <= 3; order++)
                    for (TimeGrid grid : List.of(TimeGrid.logSnr(), TimeGrid.quadratic())) {
                        var sampler = solver(prediction, Method.SINGLESTEP_FIXED, order, type, Compatibility.OURS);
                        assertOrder(order, order(sampler, grid, 0, 240 * order), sampler);
                    }
    }

    @Test
    void multistepOrderTwoConvergesWithOrderTwo() {
        for (Prediction prediction : List.of(Prediction.NOISE, Prediction.DATA))
            for (SolverType type : SolverType.values())
                for (TimeGrid grid : List.of(TimeGrid.logSnr(), TimeGrid.quadratic())) {
                    var sampler = solver(prediction, Method.MULTISTEP, 2, type, Compatibility.OURS);
                    assertOrder(2, order(sampler, grid, 2, 640), sampler);
                }
    }

    @Test
    void multistepOrderThreeOfTheReleaseConvergesWithOrderTwoOnly() {
        for (Prediction prediction : List.of(Prediction.NOISE, Prediction.DATA)) {
            var sampler = solver(prediction, Method.MULTISTEP, 3, SolverType.DPMSOLVER, Compatibility.RELEASE);
            assertOrder(2, order(sampler, TimeGrid.logSnr(), 3, 640), sampler);
        }
    }
}
