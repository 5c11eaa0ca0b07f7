package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

/// The variance table of docs/samplers.md. On a Gaussian a sample is linear in its start and in each draw, so
/// the variance of the samples follows from one run for each of them, without sampling.
class StochasticVarianceTest {
    private static final double STD = 0.6;
    private static final double FROM = 15;
    private static final double TO = 0.05;
    private static final VarianceExploding SCHEDULE = new VarianceExploding(100);
    private static final DiffusionModel<double[]> MODEL =
            GaussianMixture.gaussian(List.of(0.0), STD).on(SCHEDULE);

    /// (variance of the samples - that of the model) / that of the model.
    private static double error(Sampler sampler, int steps) {
        Plan plan = sampler.compile(SCHEDULE, TimeGrid.karras(), steps, FROM, TO);
        double start = response(plan, 1, -1, 0);
        double variance = start * start * (STD * STD + FROM * FROM);
        for (int step = 0; step < steps; step++)
            for (int slot = 0; slot < 2; slot++) {
                double draw = response(plan, 0, step, slot);
                variance += draw * draw;
            }
        return variance / (STD * STD + TO * TO) - 1;
    }

    /// The sample for a start and one draw of 1, all others 0.
    private static double response(Plan plan, double start, int drawn, int slotDrawn) {
        return new PlanExecutor<>(plan, DoubleSpace.of(1))
                .with((step, slot, _, _, into) -> into[0] = step == drawn && slot == slotDrawn ? 1 : 0)
                .run(MODEL, new double[] {start})[0];
    }

    private static void assertVariance(Sampler sampler, double atTen, double atForty, double order) {
        assertThat(error(sampler, 10)).as("%s", sampler).isCloseTo(atTen, within(0.02 * Math.abs(atTen)));
        assertThat(error(sampler, 40)).as("%s", sampler).isCloseTo(atForty, within(0.02 * Math.abs(atForty)));
        double measured = Math.log(error(sampler, 160) / error(sampler, 320)) / Math.log(2);
        assertThat(measured).as("%s", sampler).isCloseTo(order, within(0.1));
    }

    private static Sampler sde(int order, SolverType type, double eta) {
        return new DpmSolverSde(Prediction.DATA, order, type, eta, 1, Lowering.NEVER, false, Compatibility.OURS);
    }

    private static Sampler ancestral(StepFormula formula) {
        return new OneFormula("ancestral", formula).with(new Stochasticity.Ancestral(1, 1));
    }

    @Test
    void multistepSolversOfTheReverseDiffusion() {
        assertVariance(sde(1, SolverType.DPMSOLVER, 1), -0.436, -0.147, 1);
        assertVariance(sde(2, SolverType.DPMSOLVER, 1), 0.131, 0.0136, 2);
        assertVariance(sde(2, SolverType.TAYLOR, 1), 0.384, 0.0247, 2);
        assertVariance(sde(3, SolverType.DPMSOLVER, 1), 0.536, 0.00239, 1.95);
        assertVariance(sde(2, SolverType.DPMSOLVER, 0), 0.0747, 0.00521, 2);
    }

    /// Two evaluations a step buy the ancestral samplers an order, and `dpm-sde` none.
    @Test
    void ancestralAndSinglestepOnes() {
        assertVariance(ancestral(new StepFormula.Euler()), -0.436, -0.147, 1);
        assertVariance(ancestral(new StepFormula.TwoStages(Prediction.NOISE, 0.5)), 0.265, 0.0143, 2);
        assertVariance(ancestral(new StepFormula.TwoStages(Prediction.DATA, 0.5)), -0.146, -0.0127, 2);
        assertVariance(new OneFormula("dpm-sde", new StepFormula.TwoStagesSde(0.5, 1, 1)), -0.349, -0.133, 0.96);
    }

    @Test
    void churnedHeun() {
        assertVariance(OneFormula.heun().with(new Stochasticity.Churn(10, 0, 1e300, 1)), 0.236, 0.0236, 2);
    }
}
