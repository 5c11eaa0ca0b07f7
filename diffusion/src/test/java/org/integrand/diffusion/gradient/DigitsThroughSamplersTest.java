package org.integrand.diffusion.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.inversion.Bidirectional;
import org.integrand.diffusion.model.DifferentiableGuidance;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Through a real network, in single precision.
class DigitsThroughSamplersTest {
    private static final DigitModel NETWORK = DigitModel.shipped(2);
    private static final FloatSpace SPACE = FloatSpace.of(2 * DigitModel.PIXELS);
    private static final SampleLoss<float[]> LOSS = SampleLoss.squaredDistance(-0.5f);

    @AfterAll
    static void close() {
        NETWORK.close();
    }

    private static Plan plan(Sampler sampler, int steps) {
        return sampler.compile(VpLinear.DEFAULT, TimeGrid.uniform(), steps, 1, 1e-2);
    }

    private static DifferentiableGuidance<float[]> guided(double[] condition, double scale) {
        return new DifferentiableGuidance<>(NETWORK.conditioned(condition, 2), NETWORK.unconditional(2), SPACE, scale);
    }

    private static float[] noise(int seed) {
        var random = new Random(seed);
        float[] x = SPACE.allocate();
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        return x;
    }

    private static double value(Plan plan, double[] condition, double scale, float[] start) {
        float[] sample = new PlanExecutor<>(plan, SPACE).run(guided(condition, scale), start);
        return LOSS.of(sample, SPACE.allocate());
    }

    /// With a corrector and guidance: along directions of the noise, the class's vector and the scale.
    @Test
    void derivativesAreThoseOfDifferences() {
        Plan plan = plan(new UniPc(2, Prediction.DATA), 3);
        double[] condition = NETWORK.condition(3);
        float[] start = noise(1);
        var task = SampleGradient.of(plan, SPACE, guided(condition, 1.5));
        var found = task.gradient(start, LOSS);
        float[] along = noise(2);
        double h = 3e-3;
        double byStart = (value(plan, condition, 1.5, moved(start, along, h))
                        - value(plan, condition, 1.5, moved(start, along, -h)))
                / (2 * h);
        assertThat(SPACE.dot(found.start(), along)).isCloseTo(byStart, within(2e-3 * SPACE.norm(found.start())));
        double[] direction = new Random(3).doubles(condition.length, -1, 1).toArray();
        double byCondition = (value(plan, moved(condition, direction, h), 1.5, start)
                        - value(plan, moved(condition, direction, -h), 1.5, start))
                / (2 * h);
        double[] gradient = found.of("conditional.condition");
        assertThat(DoubleSpace.of(gradient.length).dot(gradient, direction))
                .isCloseTo(
                        byCondition,
                        within(2e-3 * DoubleSpace.of(gradient.length).norm(gradient)));
        double byScale = (value(plan, condition, 1.5 + h, start) - value(plan, condition, 1.5 - h, start)) / (2 * h);
        assertThat(found.of("scale")[0]).isCloseTo(byScale, within(5e-3 * Math.max(1, Math.abs(byScale))));
        // four evaluations of two models and two images: all of it is kept, some of it, or nothing
        long all = found.cost().storedBytes();
        assertThat(all).isGreaterThan(4 * 2 * 2 * 400_000L);
        for (var mode : List.of(GradientMode.checkpointed(1), GradientMode.tape(0), GradientMode.tape(all / 2))) {
            var some = task.with(mode).gradient(start, LOSS);
            assertThat(some.loss()).isEqualTo(found.loss());
            assertThat(some.start()).isEqualTo(found.start());
            assertThat(some.parameters().keySet()).isEqualTo(found.parameters().keySet());
            some.parameters().forEach((name, numbers) -> assertThat(numbers).isEqualTo(found.of(name)));
            long least = mode.equals(GradientMode.tape(all / 2)) ? all / 4 : 0;
            assertThat(some.cost().storedBytes()).isBetween(least, 2 * least);
        }
    }

    private static float[] moved(float[] x, float[] along, double h) {
        float[] to = x.clone();
        for (int i = 0; i < to.length; i++) to[i] += (float) (h * along[i]);
        return to;
    }

    private static double[] moved(double[] x, double[] along, double h) {
        double[] to = Arrays.copyOf(x, x.length);
        for (int i = 0; i < to.length; i++) to[i] += h * along[i];
        return to;
    }

    @Test
    void undoingGivesTheGradientOfTheTapeUpToSinglePrecision() {
        Plan plan = plan(Bidirectional.bdia(1), 4);
        var task = SampleGradient.of(plan, SPACE, NETWORK.conditional(new int[] {3, 8}));
        float[] tape = task.gradient(noise(4), LOSS).start();
        var found = task.with(GradientMode.reversible()).gradient(noise(4), LOSS);
        double largest = SPACE.norm(tape);
        float[] difference = moved(found.start(), tape, -1);
        assertThat(SPACE.norm(difference)).isLessThan(1e-3 * largest);
        assertThat(found.reconstruction()).isLessThan(1e-4);
        assertThat(found.cost().storedStates()).isEqualTo(3);
        // of one evaluation, whatever the steps
        long bytes = found.cost().storedBytes();
        var longer = SampleGradient.of(plan(Bidirectional.bdia(1), 8), SPACE, NETWORK.conditional(new int[] {3, 8}))
                .with(GradientMode.reversible())
                .gradient(noise(4), LOSS);
        assertThat(longer.cost().storedBytes()).isEqualTo(bytes).isPositive();
    }
}
