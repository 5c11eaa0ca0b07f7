package org.integrand.diffusion.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.correction.Clipping;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.inversion.Bidirectional;
import org.integrand.diffusion.inversion.Edict;
import org.integrand.diffusion.inversion.StepMap;
import org.integrand.diffusion.inversion.TwoWaySampler;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReversibleGradientTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final DoubleSpace SPACE = DoubleSpace.of(8);
    private static final SampleLoss<double[]> LOSS = SampleLoss.squaredDistance(0.3, -0.4);

    private static List<TwoWaySampler> samplers() {
        return List.of(
                Bidirectional.bdia(1),
                Bidirectional.bdia(0.9),
                Bidirectional.bdiaEdm(1, StepMap.HEUN),
                Bidirectional.bdiaEdm(0.95, StepMap.EULER),
                Bidirectional.bdiaTwoStages(1),
                Bidirectional.optimal(),
                Bidirectional.leapfrog(),
                new Edict(),
                new Edict(0.93, false));
    }

    private static Plan plan(TwoWaySampler sampler, int steps) {
        return sampler.compile(VP, TimeGrid.uniform(), steps, 1, 1e-2);
    }

    @Test
    void samplersThatAreUndoneGiveTheirGradientWithoutATape() {
        for (TwoWaySampler sampler : samplers()) {
            Plan plan = plan(sampler, 11);
            var task = SampleGradient.of(plan, SPACE, Toy.mixture().parametricOn(VP, Prediction.V));
            var tape = task.gradient(Toy.start(), LOSS);
            var found = task.with(GradientMode.reversible()).gradient(Toy.start(), LOSS);
            assertThat(Differences.between(found.start(), tape.start()))
                    .as("%s", sampler)
                    .isLessThan(1e-11);
            for (String group : List.of("weights", "means", "deviations"))
                assertThat(Differences.between(found.of(group), tape.of(group)))
                        .as("%s", sampler)
                        .isLessThan(1e-11);
            assertThat(found.sample()).isEqualTo(tape.sample());
            assertThat(found.reconstruction()).isLessThan(1e-11);
            assertThat(found.cost().evaluations()).isEqualTo(2L * plan.evaluations());
            assertThat(found.cost().vjps()).isEqualTo(tape.cost().vjps());
            assertThat(found.warnings()).noneMatch(line -> line.contains("rounding"));
            double[] expected = Differences.gradient(Toy.start(), x -> {
                double[] sample =
                        new PlanExecutor<>(plan, SPACE).run(Toy.mixture().on(VP, Prediction.V), x);
                return LOSS.of(sample, new double[8]);
            });
            assertThat(Differences.between(found.start(), expected))
                    .as("%s", sampler)
                    .isLessThan(1e-7);
            var some = task.with(GradientMode.checkpointed(2)).gradient(Toy.start(), LOSS);
            assertThat(some.start()).isEqualTo(tape.start());
        }
    }

    @Test
    void gradientsOfBdiaAreTheOtherImplementationsTo1eMinus12() {
        JsonNode golden = Golden.read(ReversibleGradientTest.class, "golden/bdia.json");
        JsonNode problem = golden.get("problem");
        var mixture = GaussianMixture.isotropic(
                Golden.numbers(problem.get("weights")),
                Golden.matrix(problem.get("means")),
                Arrays.stream(Golden.numbers(problem.get("variances")))
                        .map(Math::sqrt)
                        .toArray());
        int cases = 0;
        for (JsonNode c : golden.get("cases")) {
            if (!c.has("gradient")) continue;
            JsonNode expected = c.get("gradient");
            List<NoiseLevel> levels = new ArrayList<>(
                    Arrays.stream(Golden.numbers(c.get("t"))).mapToObj(VP::at).toList());
            Collections.reverse(levels);
            double[] start = Toy.flat(c.get("z_N"));
            Plan plan = Bidirectional.bdia(c.get("gamma").doubleValue()).along(VP, levels);
            var task =
                    SampleGradient.of(plan, DoubleSpace.of(start.length), mixture.parametricOn(VP, Prediction.NOISE));
            var loss = SampleLoss.squaredDistance(Golden.numbers(expected.get("c")));
            for (GradientMode mode : List.of(GradientMode.tape(), GradientMode.reversible())) {
                var found = task.with(mode).gradient(start, loss);
                double most = mode instanceof GradientMode.Tape ? 1e-12 : 1e-11;
                assertThat(Differences.between(found.start(), Toy.flat(expected.get("dL_dzN"))))
                        .as("%s N %s gamma %s", mode, c.get("N"), c.get("gamma"))
                        .isLessThan(most);
                assertThat(Differences.between(found.of("means"), Toy.flat(expected.get("dL_dmeans"))))
                        .as("%s N %s gamma %s", mode, c.get("N"), c.get("gamma"))
                        .isLessThan(most);
            }
            cases++;
        }
        assertThat(cases).isEqualTo(7);
    }

    @Test
    void aLatentOfTwoStatesHasTwoGradients() {
        var sampler = Bidirectional.bdia(1);
        var levels = Arrays.stream(new double[] {1, 0.8, 0.6, 0.4, 0.2, 0.05})
                .mapToObj(VP::at)
                .toList();
        Plan plan = sampler.decode(VP, levels);
        double[] other = new Random(4).doubles(8, -1, 1).toArray();
        var task = SampleGradient.of(plan, SPACE, Toy.mixture().on(VP));
        var tape = task.gradient(List.of(Toy.start(), other), LOSS);
        var found = task.with(GradientMode.reversible()).gradient(List.of(Toy.start(), other), LOSS);
        for (int i = 0; i < 2; i++)
            assertThat(Differences.between(
                            found.initial().get(i), tape.initial().get(i)))
                    .isLessThan(1e-12);
    }

    @Test
    void roundingThatGrowsIsToldOf() {
        Plan wild = plan(Bidirectional.bdia(0.5), 100);
        var task = SampleGradient.of(wild, SPACE, Toy.mixture().on(VP));
        var found = task.with(GradientMode.reversible()).gradient(Toy.start(), LOSS);
        assertThat(found.warnings()).anyMatch(line -> line.contains("rounding has grown"));
        double off = Differences.between(
                found.start(), task.gradient(Toy.start(), LOSS).start());
        assertThat(off).isGreaterThan(1e-6);
    }

    @Test
    void worksThroughCorrectionsAndInFloats() {
        Plan plan = plan(Bidirectional.bdia(1), 12);
        var task = SampleGradient.of(plan, SPACE, Toy.mixture().on(VP)).with(new Clipping(0.6).doubles());
        assertThat(Differences.between(
                        task.with(GradientMode.reversible())
                                .gradient(Toy.start(), LOSS)
                                .start(),
                        task.gradient(Toy.start(), LOSS).start()))
                .isLessThan(1e-11);
        float[] start = new float[8];
        for (int i = 0; i < 8; i++) start[i] = (float) Toy.start()[i];
        var floats = SampleGradient.of(plan, FloatSpace.of(8), Toy.mixture().onFloats(VP));
        float[] back = floats.with(GradientMode.reversible())
                .gradient(start, SampleLoss.squaredDistance(0.3f, -0.4f))
                .start();
        float[] tape =
                floats.gradient(start, SampleLoss.squaredDistance(0.3f, -0.4f)).start();
        for (int i = 0; i < 8; i++) assertThat(Math.abs(back[i] - tape[i])).isLessThan(2e-5f);
    }

    @Test
    void measuredMemoryIsFlatFrom10To1000Steps() {
        bytes(10, 10); // classes are loaded
        long small = bytes(10, 1000) - bytes(10, 10); // instructions laid out, whatever the size of a state
        long large = bytes(2000, 1000) - bytes(2000, 10);
        assertThat(large - small).isLessThan(50 * 16_000L); // of 990 states of 16,000 bytes
    }

    private static long bytes(int dimension, int steps) {
        var task = SampleGradient.of(
                        plan(Bidirectional.bdia(1), steps),
                        DoubleSpace.of(dimension),
                        GaussianMixture.gaussian(List.of(0.5), 0.5).on(VP))
                .with(GradientMode.reversible());
        double[] start = new Random(3).doubles(dimension, -1, 1).toArray();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var found = task.gradient(start, SampleLoss.squaredDistance(0.1));
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(found.cost().storedStates()).isEqualTo(3);
        return after - before;
    }

    @Test
    void whatCannotBeUndoneIsRefusedWithTheReason() {
        var task = SampleGradient.of(
                new Ddim().compile(VP, TimeGrid.uniform(), 5, 1, 1e-2),
                SPACE,
                Toy.mixture().on(VP));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.with(GradientMode.reversible()).gradient(Toy.start(), LOSS))
                .withMessageContaining("step 1 from t 1.0 to 0.802 cannot be undone");
    }
}
