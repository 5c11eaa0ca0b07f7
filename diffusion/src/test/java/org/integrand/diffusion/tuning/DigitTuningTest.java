package org.integrand.diffusion.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.gradient.SampleGradient;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The network through the sampler; the applications at full size are measured in docs/tuning.md.
class DigitTuningTest {
    private static final int PIXELS = DigitModel.PIXELS;
    private static final DigitModel MODEL = DigitModel.shipped(2);

    @AfterAll
    static void close() {
        MODEL.close();
    }

    private static Plan plan(int steps) {
        return DpmSolver.plusPlus(Method.MULTISTEP, 2).compile(MODEL.schedule(), TimeGrid.logSnr(), steps, 1, 1e-3);
    }

    private static float[] noise(int count, long seed) {
        var random = new SplittableRandom(seed);
        var x = new float[count * PIXELS];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        return x;
    }

    /// dL/dx_T and dL/da along a direction by differences of the whole sampling.
    @Test
    void theGradientThroughTheSamplerIsThatOfDifferences() {
        var family = new DigitBlend(MODEL, DigitBlend.of(3), 1.3);
        double[] a = DigitBlend.of(3);
        a[8] = 0.4;
        float[] noise = noise(2, 1);
        var loss = Losses.meanSquare(noise(2, 2));
        var plan = plan(5);
        var objective = new SampleObjective(plan, family, noise, 2, loss);
        var gradient = new double[a.length];
        objective.of(a, gradient);
        var random = new SplittableRandom(4);
        double expected = 0;
        double size = 0;
        var d = new double[a.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = random.nextGaussian();
            expected += d[i] * gradient[i];
            size += gradient[i] * gradient[i];
        }
        double h = 3e-3;
        var sides = new double[2];
        for (int side = 0; side < 2; side++) {
            var moved = a.clone();
            for (int i = 0; i < d.length; i++) moved[i] += (side == 0 ? h : -h) * d[i];
            sides[side] = objective.of(moved, new double[a.length]);
        }
        assertThat((sides[0] - sides[1]) / (2 * h)).isCloseTo(expected, within(0.03 * Math.sqrt(size)));

        var start = SampleGradient.of(plan, FloatSpace.of(noise.length), family.of(a, 2))
                .gradient(noise, loss)
                .start();
        double along = 0;
        double norm = 0;
        float[] direction = noise(2, 9);
        for (int i = 0; i < start.length; i++) {
            along += direction[i] * start[i];
            norm += start[i] * start[i];
        }
        for (int side = 0; side < 2; side++) {
            var moved = noise.clone();
            for (int i = 0; i < moved.length; i++) moved[i] += (float) ((side == 0 ? h : -h) * direction[i]);
            sides[side] = loss.of(objective.samples(a, moved, 2), new float[moved.length]);
        }
        assertThat((sides[0] - sides[1]) / (2 * h)).isCloseTo(along, within(0.05 * Math.sqrt(norm)));
    }

    @Test
    void aFewStepsLeadTowardsAHiddenClass() {
        var family = new DigitBlend(MODEL, DigitBlend.of(10), 1);
        float[] noise = noise(8, 5);
        var executor = new SampleObjective(plan(4), family, noise, 8, (_, _) -> 0);
        var loss = Losses.meanSquare(executor.samples(DigitBlend.of(7)));
        var found = new Descent(12, 0.15)
                .run(
                        family.start(),
                        new SampleObjective(plan(4), family, noise, 8, loss),
                        Progress.NONE,
                        Cancellation.NONE);
        assertThat(found.loss()).isLessThan(0.5 * found.losses().getFirst());
        assertThat(found.best()[7])
                .isEqualTo(Arrays.stream(found.best(), 0, 10).max().orElseThrow());
    }

    @Test
    void theModelReadsItsOwnDigits() {
        int count = 20;
        var classes = DigitWeights.classes(count);
        float[] digits = new PlanExecutor<>(plan(10), FloatSpace.of(count * PIXELS))
                .run(MODEL.guided(classes, 2), noise(count, 6));
        int[] read = new DiffusionReader(MODEL, 6, 1).read(digits);
        int right = 0;
        for (int i = 0; i < count; i++) if (read[i] == classes[i]) right++;
        assertThat(right).isGreaterThanOrEqualTo(17);
    }

    @Test
    void theDistanceOfTexturesHasTheGradientOfDifferences() {
        float[] x = noise(3, 7);
        try (var texture = DigitModel.texture(1)) {
            SampleLoss<float[]> loss = texture.distanceTo(texture.gram(noise(2, 8)));
            assertThat(texture.distanceTo(texture.gram(x)).of(x, new float[x.length]))
                    .isCloseTo(0, within(1e-12));
            var gradient = new float[x.length];
            loss.of(x, gradient);
            for (int seed = 20; seed < 23; seed++) {
                float[] d = noise(3, seed);
                double expected = 0;
                double size = 0;
                for (int i = 0; i < d.length; i++) {
                    expected += d[i] * gradient[i];
                    size += gradient[i] * gradient[i];
                }
                var sides = new double[2];
                double h = 2e-3;
                for (int side = 0; side < 2; side++) {
                    var moved = x.clone();
                    for (int i = 0; i < moved.length; i++) moved[i] += (float) ((side == 0 ? h : -h) * d[i]);
                    sides[side] = loss.of(moved, new float[x.length]);
                }
                assertThat((sides[0] - sides[1]) / (2 * h)).isCloseTo(expected, within(0.1 * Math.sqrt(size)));
            }
        }
    }
}
