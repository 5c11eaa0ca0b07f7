package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.integrand.diffusion.sampler.Samplers.GRIDS;
import static org.integrand.diffusion.sampler.Samplers.SCHEDULES;
import static org.integrand.diffusion.sampler.Samplers.VP;
import static org.integrand.diffusion.sampler.Samplers.end;
import static org.integrand.diffusion.sampler.Samplers.samplers;
import static org.integrand.diffusion.sampler.Samplers.steps;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.RectifiedFlow;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.Test;

/// What must hold of the runs of every sampler, whatever the schedule, the grid and the number of steps.
class EverySamplerTest {
    @Test
    void everySamplerStaysFiniteOnEveryGridFromOneTo50Steps() {
        double[] start = Toy.start();
        var space = DoubleSpace.of(start.length);
        int runs = 0;
        for (NoiseSchedule schedule : SCHEDULES) {
            for (Sampler sampler : samplers()) {
                for (TimeGrid grid : GRIDS) {
                    for (int n : new int[] {1, 2, 3, 4, 5, 7, 13, 50}) {
                        Plan plan = sampler.compile(schedule, grid, steps(sampler, n), schedule.tMax(), end(schedule));
                        double[] x = new PlanExecutor<>(plan, space)
                                .run(Toy.mixture().on(schedule), start);
                        assertThat(space.norm(x))
                                .as("%s %s %s %d", schedule, sampler, grid, n)
                                .isFinite();
                        runs++;
                    }
                }
            }
        }
        assertThat(runs).isEqualTo(7 * samplers().size() * GRIDS.size() * 8);
        assertThat(samplers()).hasSizeGreaterThan(140);
    }

    /// Another mixture, in three dimensions, with other deviations, on all schedules: nothing is keyed to
    /// the golden one.
    @Test
    void everySamplerApproachesTheReferenceOnOtherModels() {
        double[] start = {0.5, -1, 0.3, -1.1, 0.2, 1.7};
        var space = DoubleSpace.of(6);
        for (NoiseSchedule schedule : SCHEDULES) {
            double from = schedule.tMax();
            double to = 0.02 * schedule.tMax();
            double[] exact = new ReferenceFlow(schedule, Toy.diagonal().on(schedule)).at(from, start, to);
            for (Sampler sampler : samplers()) {
                if (sampler instanceof Ddim ddim && ddim.denoiseToZero()) continue;
                int order = Samplers.order(sampler);
                for (TimeGrid grid : List.of(TimeGrid.logSnr(), TimeGrid.karras(), TimeGrid.quadratic())) {
                    Plan plan = sampler.compile(schedule, grid, 240, from, to);
                    double[] x =
                            new PlanExecutor<>(plan, space).run(Toy.diagonal().on(schedule, Prediction.V), start);
                    assertThat(Toy.difference(x, exact))
                            .as("%s %s %s", schedule, sampler, grid)
                            .isLessThan(order == 1 ? 0.05 : 2e-3);
                }
            }
        }
    }

    @Test
    void everyNumberOfStepsTakesItsNumberOfEvaluationsAndStaysFinite() {
        var space = DoubleSpace.of(2);
        var model = Toy.mixture().on(VP);
        for (Sampler sampler : samplers()) {
            for (TimeGrid grid : GRIDS) {
                for (int n = 1; n <= 50; n++) {
                    if (sampler instanceof DpmSolver s && s.method() == Method.SINGLESTEP_FIXED && n < s.order()) {
                        int few = n;
                        assertThatIllegalArgumentException()
                                .isThrownBy(() -> sampler.compile(VP, grid, few, 1, 1e-3))
                                .withMessageContaining("needs at least " + s.order());
                        continue;
                    }
                    Plan plan = sampler.compile(VP, grid, n, 1, 1e-3);
                    assertThat(plan.evaluations()).isEqualTo(Samplers.evaluations(sampler, n));
                    double[] x = new PlanExecutor<>(plan, space).run(model, new double[] {1.5, 0.7});
                    assertThat(space.norm(x)).as("%s %s %d", sampler, grid, n).isFinite();
                }
            }
        }
    }

    @Test
    void ddimIsTheSameInBothForms() {
        for (NoiseSchedule schedule : SCHEDULES) {
            double[] noise = run(new Ddim(Prediction.NOISE, true), schedule, 12);
            double[] data = run(new Ddim(Prediction.DATA, true), schedule, 12);
            double[] first = run(DpmSolver.plusPlus(Method.MULTISTEP, 1).withDenoiseToZero(true), schedule, 12);
            assertThat(noise).containsExactly(data, within(1e-11));
            assertThat(first).containsExactly(data, within(1e-11));
        }
    }

    private static double[] run(Sampler sampler, NoiseSchedule schedule, int steps) {
        Plan plan = sampler.compile(schedule, TimeGrid.karras(), steps, schedule.tMax(), end(schedule));
        return new PlanExecutor<>(plan, DoubleSpace.of(8)).run(Toy.mixture().on(schedule), Toy.start());
    }

    @Test
    void theModelMayPredictWhatItLikes() {
        for (Sampler sampler : samplers()) {
            Plan plan = sampler.compile(VP, TimeGrid.logSnr(), steps(sampler, 9), 1, 1e-3);
            var executor = new PlanExecutor<>(plan, DoubleSpace.of(8));
            double[] noise = executor.run(Toy.mixture().on(VP, Prediction.NOISE), Toy.start());
            double[] data = executor.run(Toy.mixture().on(VP, Prediction.DATA), Toy.start());
            double[] v = executor.run(Toy.mixture().on(VP, Prediction.V), Toy.start());
            assertThat(Toy.difference(data, noise)).as("%s", sampler).isLessThan(1e-10);
            assertThat(Toy.difference(v, noise)).as("%s", sampler).isLessThan(1e-10);
        }
    }

    @Test
    void floatsAgreeWithDoublesTo1eMinus5() {
        float[] start = new float[8];
        for (int i = 0; i < 8; i++) start[i] = (float) Toy.start()[i];
        double[] same = new double[8];
        for (int i = 0; i < 8; i++) same[i] = start[i];
        double worst = 0;
        for (Sampler sampler : samplers()) {
            Plan plan = sampler.compile(VP, TimeGrid.logSnr(), steps(sampler, 20), 1, 1e-3);
            float[] x = new PlanExecutor<>(plan, FloatSpace.of(8))
                    .run(Toy.mixture().onFloats(VP, plan.prediction()), start);
            double[] exact = new PlanExecutor<>(plan, DoubleSpace.of(8))
                    .run(Toy.mixture().on(VP, plan.prediction()), same);
            for (int i = 0; i < 8; i++) {
                double error = Math.abs(x[i] - exact[i]) / Math.max(1, Math.abs(exact[i]));
                worst = Math.max(worst, error);
            }
        }
        assertThat(worst).isLessThan(1e-5);
    }

    @Test
    void aBatchIsBitEqualToItsSamples() {
        double[] batch = new java.util.Random(3).doubles(2 * 11, -2, 2).toArray();
        for (Sampler sampler : samplers()) {
            Plan plan = sampler.compile(VP, TimeGrid.karras(), steps(sampler, 6), 1, 1e-3);
            double[] together = new PlanExecutor<>(plan, DoubleSpace.of(22))
                    .run(Toy.mixture().on(VP), batch);
            for (int i = 0; i < 22; i += 2) {
                double[] alone = new PlanExecutor<>(plan, DoubleSpace.of(2))
                        .run(Toy.mixture().on(VP), Arrays.copyOfRange(batch, i, i + 2));
                assertThat(alone).containsExactly(Arrays.copyOfRange(together, i, i + 2));
            }
        }
    }

    @Test
    void toZeroNoiseTheLastStepTakesOneEvaluation() {
        for (Sampler sampler : samplers()) {
            if (sampler instanceof Ddim ddim && ddim.denoiseToZero()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> sampler.compile(VP, TimeGrid.karras(), 5, 1, 0))
                        .withMessageContaining("no noise left");
                continue;
            }
            if (sampler instanceof DpmFast) continue; // its own grid, uniform in lambda
            for (int n = 1; n <= 12; n++) {
                Plan plan = sampler.compile(VP, TimeGrid.karras(), steps(sampler, n), 1, 0);
                Step last = plan.steps().getLast();
                assertThat(last.to().noiseless()).isTrue();
                boolean corrected = sampler instanceof UniPc u && u.corrector() && n > 1;
                assertThat(last.instructions().stream().filter(Instruction.Evaluate.class::isInstance))
                        .as("%s %d", sampler, n)
                        .hasSize(corrected ? 0 : 1);
                if (sampler instanceof DpmSolver s && s.method() == Method.SINGLESTEP)
                    assertThat(plan.evaluations()).isEqualTo(n);
                double[] x = new PlanExecutor<>(plan, DoubleSpace.of(8))
                        .run(Toy.mixture().on(VP), Toy.start());
                assertThat(DoubleSpace.of(8).norm(x)).isFinite();
            }
        }
    }

    /// In lambda and in time a polynomial has no limit there; x = D whatever the history.
    @Test
    void toZeroNoiseThoseInLambdaGiveTheDataPrediction() {
        for (Sampler sampler : samplers()) {
            boolean inRho = (sampler instanceof Deis d && d.variable() == Interpolation.RHO)
                    || sampler instanceof Ipndm
                    || sampler instanceof Pndm;
            boolean askedElsewhere = sampler instanceof UniPc u && u.corrector();
            if (sampler instanceof Ddim || sampler instanceof DpmFast || inRho || askedElsewhere) continue;
            Plan plan = sampler.compile(VP, TimeGrid.karras(), steps(sampler, 6), 1, 0);
            double[][] said = new double[1][];
            var model = Toy.mixture().on(VP, Prediction.DATA);
            var run = new PlanStepper<>(plan, DoubleSpace.of(8), Prediction.DATA, Toy.start(), SamplingHooks.none());
            while (!run.done()) {
                model.evaluate(run.input(), run.pending().at().t(), run.output());
                said[0] = run.output().clone();
                run.supplied();
            }
            assertThat(run.state()).as("%s", sampler).containsExactly(said[0], within(1e-12));
        }
    }

    /// What can start from noise alone does and stays finite; what cannot says so.
    @Test
    void fromNoSignalEverySamplerRunsOrIsRefusedWithAReason() {
        var space = DoubleSpace.of(8);
        var flow = new RectifiedFlow(2);
        int ran = 0;
        for (Sampler sampler : samplers()) {
            for (int n : new int[] {1, 2, 3, 7, 20}) {
                Plan plan;
                try {
                    plan = sampler.compile(flow, TimeGrid.uniform(), steps(sampler, n), 1, 0.01);
                } catch (IllegalArgumentException e) {
                    assertThat(e).as("%s %d", sampler, n).hasMessageFindingMatch("alpha is 0|no signal");
                    continue;
                }
                double[] x = new PlanExecutor<>(plan, space).run(Toy.mixture().on(flow, Prediction.FLOW), Toy.start());
                assertThat(space.norm(x)).as("%s %d", sampler, n).isFinite();
                ran++;
            }
        }
        assertThat(ran).isGreaterThan(100);
    }

    @Test
    void runsBackToTheNoise() {
        double[] mean = {-0.6, 0.4};
        double[] clean = {0.1, -0.3};
        double[] noise = Toy.gaussianPath(mean, 0.625, VP.at(0.01), VP.at(0.9), clean);
        Plan up = DpmSolver.plusPlus(Method.SINGLESTEP_FIXED, 3).compile(VP, TimeGrid.logSnr(), 300, 0.01, 0.9);
        double[] actual = new PlanExecutor<>(up, DoubleSpace.of(2))
                .run(GaussianMixture.gaussian(List.of(-0.6, 0.4), 0.625).on(VP), clean);
        assertThat(actual).containsExactly(noise, within(1e-6));
    }

    @Test
    void badRequestsSayWhatIsWrong() {
        var sampler = DpmSolver.plusPlus(Method.MULTISTEP, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.compile(DiscreteVp.linear(1e-4, 0.02, 1000), TimeGrid.uniform(), 5, 1, 1e-4))
                .withMessageContaining("t 1.0E-4: expected 0.001 ... 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.compile(VP, TimeGrid.explicit(1, 0.5, 0.1), 5, 1, 0.1))
                .withMessageContaining("2 steps fit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DpmSolver.noise(Method.MULTISTEP, 4))
                .withMessageContaining("order 4 of dpm-solver: expected 1, 2 or 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ddim(Prediction.V, false))
                .withMessageContaining("expected NOISE or DATA");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DpmSolver.noise(Method.SINGLESTEP, 3).compile(VP, TimeGrid.uniform(), 0, 1, 0.1))
                .withMessageContaining("evaluations 0: expected at least 1");
        assertThatCode(() -> sampler.compile(VP, TimeGrid.explicit(1, 0.5, 0.1), 2, 1, 0.1))
                .doesNotThrowAnyException();
    }
}
