package org.integrand.diffusion.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.noise.KeyedNoise;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.Deis;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.Samplers;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

/// The gradient through every sampler that there is.
class EverySamplerGradientTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final DoubleSpace SPACE = DoubleSpace.of(4);
    private static final double[] START = {0.3, -1.2, 1.5, 0.7};
    private static final SampleLoss<double[]> LOSS = SampleLoss.squaredDistance(0.3, -0.4);

    private static Plan plan(Sampler sampler) {
        return sampler.compile(VP, TimeGrid.karras(), Samplers.steps(sampler, 6), 1, 1e-2);
    }

    @Test
    void gradientsOfStartAndParametersAreThoseOfDifferences() {
        for (Sampler sampler : Samplers.samplers()) {
            Plan plan = plan(sampler);
            var model = Toy.mixture().parametricOn(VP, Prediction.DATA);
            var found = SampleGradient.of(plan, SPACE, model).gradient(START, LOSS);
            double[] sample = new PlanExecutor<>(plan, SPACE).run(model, START);
            assertThat(found.sample()).as("%s", sampler).isEqualTo(sample);
            double[] byStart = Differences.gradient(START, x -> value(plan, Toy.mixture(), x));
            assertThat(Differences.between(found.start(), byStart))
                    .as("%s", sampler)
                    .isLessThan(1e-6);
            double[] byMean = Differences.gradient(
                    new double[] {-0.6, 0.4, 0.7, 0.5, 0.1, -0.8}, m -> value(plan, withMeans(m), START));
            assertThat(Differences.between(found.of("means"), byMean))
                    .as("%s", sampler)
                    .isLessThan(1e-6);
            assertThat(found.cost().evaluations()).isEqualTo(plan.evaluations());
            assertThat(found.cost().vjps()).isLessThanOrEqualTo(plan.evaluations());
        }
    }

    @Test
    void aPathOnWhichTheAdjointGrowsIsToldOf() {
        Plan wild = plan(new Deis(Interpolation.RHO, 3, Prediction.DATA, Lowering.NEVER, false, false));
        var found = SampleGradient.of(wild, SPACE, Toy.mixture().on(VP)).gradient(START, LOSS);
        assertThat(found.warnings()).hasSize(1).first().asString().contains("the path is unstable there");
        var calm =
                SampleGradient.of(plan(new Ddim()), SPACE, Toy.mixture().on(VP)).gradient(START, LOSS);
        assertThat(calm.warnings()).isEmpty();
        assertThat(calm.largestAdjoint()).isGreaterThanOrEqualTo(SPACE.norm(calm.start()));
        assertThat(calm.parameters()).isEmpty();
    }

    private static double value(Plan plan, GaussianMixture mixture, double[] start) {
        double[] sample = new PlanExecutor<>(plan, SPACE).run(mixture.on(VP, Prediction.DATA), start);
        return LOSS.of(sample, new double[4]);
    }

    private static GaussianMixture withMeans(double[] m) {
        return GaussianMixture.isotropic(
                new double[] {0.5, 0.3, 0.2},
                new double[][] {{m[0], m[1]}, {m[2], m[3]}, {m[4], m[5]}},
                new double[] {0.25, 0.2, 0.3});
    }

    @Test
    void checkpointsGiveTheBitsOfTheTape() {
        for (Sampler sampler : Samplers.samplers()) {
            Plan plan = plan(sampler);
            var task = SampleGradient.of(plan, SPACE, Toy.mixture().parametricOn(VP, Prediction.NOISE));
            var tape = task.gradient(START, LOSS);
            for (int slots : new int[] {1, 2, 3, 100}) {
                var some = task.with(GradientMode.checkpointed(slots)).gradient(START, LOSS);
                assertThat(some.start()).as("%s", sampler).isEqualTo(tape.start());
                assertThat(some.of("deviations")).as("%s", sampler).isEqualTo(tape.of("deviations"));
                assertThat(some.sample()).isEqualTo(tape.sample());
                if (slots == 100) assertThat(some.cost().recomputed()).isZero();
            }
        }
    }

    @Test
    void whatTheModelPredictsChangesNothing() {
        for (Sampler sampler : Samplers.samplers()) {
            Plan plan = plan(sampler);
            var reference = SampleGradient.of(plan, SPACE, Toy.mixture().parametricOn(VP, Prediction.NOISE))
                    .gradient(START, LOSS);
            if (!reference.warnings().isEmpty()) continue; // unstable: rounding grows as much
            for (Prediction prediction : List.of(Prediction.DATA, Prediction.V, Prediction.SCORE, Prediction.FLOW)) {
                var other = SampleGradient.of(plan, SPACE, Toy.mixture().parametricOn(VP, prediction))
                        .gradient(START, LOSS);
                assertThat(Differences.between(other.start(), reference.start()))
                        .as("%s %s", sampler, prediction)
                        .isLessThan(1e-11);
                assertThat(Differences.between(other.of("weights"), reference.of("weights")))
                        .as("%s %s", sampler, prediction)
                        .isLessThan(1e-11);
            }
        }
    }

    @Test
    void stochasticSamplersAreDifferentiatedWithTheirNoiseHeldFixed() {
        for (Sampler sampler : Samplers.stochastic()) {
            Plan plan = plan(sampler);
            var noise = new KeyedNoise(7, 0, 2).doubles();
            var task = SampleGradient.of(plan, SPACE, Toy.mixture().parametricOn(VP, Prediction.DATA))
                    .with(noise);
            var found = task.gradient(START, LOSS);
            double[] byStart = Differences.gradient(START, x -> {
                double[] sample = new PlanExecutor<>(plan, SPACE)
                        .with(noise)
                        .run(Toy.mixture().on(VP, Prediction.DATA), x);
                return LOSS.of(sample, new double[4]);
            });
            assertThat(Differences.between(found.start(), byStart))
                    .as("%s", sampler)
                    .isLessThan(1e-6);
            var some = task.with(GradientMode.checkpointed(2)).gradient(START, LOSS);
            assertThat(some.start()).as("%s", sampler).isEqualTo(found.start());
        }
    }
}
