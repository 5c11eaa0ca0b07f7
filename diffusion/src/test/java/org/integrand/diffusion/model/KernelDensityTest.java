package org.integrand.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpLinear;
import org.junit.jupiter.api.Test;

class KernelDensityTest {
    /// Longer than a chunk and a tile, and no multiple of them.
    private static final int COUNT = 301;

    private static final int DIMENSION = 37;
    private static final double[][] SET = numbers(1, COUNT, DIMENSION);

    private static double[][] numbers(long seed, int rows, int columns) {
        var random = new SplittableRandom(seed);
        var numbers = new double[rows][columns];
        for (double[] row : numbers) Arrays.setAll(row, _ -> random.nextDouble(-1, 1));
        return numbers;
    }

    /// States of the forward process: some noisy samples of the set.
    private static double[] states(int count, double alpha, double sigma) {
        var random = new SplittableRandom(2);
        double[] x = new double[count * DIMENSION];
        for (int i = 0; i < x.length; i++)
            x[i] = alpha * SET[7 * (i / DIMENSION) % COUNT][i % DIMENSION] + sigma * random.nextGaussian();
        return x;
    }

    private static KernelDensity density(double deviation) {
        return new KernelDensity(SampleSet.of(SET), deviation);
    }

    private static GaussianMixture mixture(double deviation) {
        return new GaussianMixture(Arrays.stream(SET)
                .map(mean -> GaussianMixture.Component.isotropic(
                        1, DoubleStream.of(mean).boxed().toList(), deviation))
                .toList());
    }

    @Test
    void isTheMixtureOfAsManyGaussians() {
        for (NoiseSchedule schedule : new NoiseSchedule[] {VpLinear.DEFAULT, new VarianceExploding(80)})
            for (double deviation : new double[] {0, 0.3})
                for (double t : new double[] {0.01, 0.2, 0.5, 1})
                    for (Prediction kind : Prediction.values()) {
                        double[] x = states(5, schedule.alpha(t), schedule.sigma(t));
                        double[] actual = new double[x.length];
                        double[] expected = new double[x.length];
                        density(deviation).on(schedule, kind, 1).evaluate(x, t, actual);
                        mixture(deviation).on(schedule, kind).evaluate(x, t, expected);
                        assertThat(Toy.difference(actual, expected))
                                .as("%s at %s, deviation %s", kind, t, deviation)
                                .isLessThan(1e-12);
                    }
    }

    @Test
    void vectorJacobianProductsAreThoseOfTheMixture() {
        double[] c = numbers(3, 1, 5 * DIMENSION)[0];
        for (double deviation : new double[] {0, 0.3})
            for (double t : new double[] {0.1, 0.4})
                for (Prediction kind : Prediction.values()) {
                    double[] x = states(5, VpLinear.DEFAULT.alpha(t), VpLinear.DEFAULT.sigma(t));
                    double[] actual = new double[x.length];
                    double[] expected = new double[x.length];
                    density(deviation).on(VpLinear.DEFAULT, kind, 1).vjp(x, t, c, actual);
                    mixture(deviation).on(VpLinear.DEFAULT, kind).vjp(x, t, c, expected);
                    assertThat(Toy.difference(actual, expected))
                            .as("%s at %s, deviation %s", kind, t, deviation)
                            .isLessThan(1e-11);
                }
    }

    @Test
    void aSampleDependsNeitherOnItsBatchNorOnThreads() {
        double[] x = states(40, 0.7, 0.7);
        double[] together = new double[x.length];
        double[] spread = new double[x.length];
        density(0.1).on(VpLinear.DEFAULT).evaluate(x, 0.2, together);
        density(0.1).on(VpLinear.DEFAULT, Prediction.NOISE, 4).evaluate(x, 0.2, spread);
        assertThat(spread).containsExactly(together);
        for (int i = 0; i < x.length; i += DIMENSION) {
            double[] alone = new double[DIMENSION];
            density(0.1).on(VpLinear.DEFAULT).evaluate(Arrays.copyOfRange(x, i, i + DIMENSION), 0.2, alone);
            assertThat(alone).containsExactly(Arrays.copyOfRange(together, i, i + DIMENSION));
        }
    }

    @Test
    void atTheSmallestNoiseTheNearestSampleWins() {
        var schedule = new VarianceExploding(80);
        double[] x = states(6, 1, 1e-3);
        for (double t : new double[] {1e-3, 1e-8, 1e-100, 1e-160}) {
            double[] data = new double[x.length];
            density(0).on(schedule, Prediction.DATA, 1).evaluate(x, t, data);
            for (int i = 0; i < x.length; i++)
                assertThat(data[i]).as("at %s", t).isEqualTo(SET[7 * (i / DIMENSION)][i % DIMENSION]);
        }
    }

    @Test
    void theOrderOfTheSetDoesNotMatter() {
        var turned = SET.clone();
        Collections.reverse(Arrays.asList(turned));
        double[] x = states(4, 0.9, 0.3);
        double[] one = new double[x.length];
        double[] other = new double[x.length];
        density(0.2).on(VpLinear.DEFAULT).evaluate(x, 0.1, one);
        new KernelDensity(SampleSet.of(turned), 0.2).on(VpLinear.DEFAULT).evaluate(x, 0.1, other);
        assertThat(Toy.difference(one, other)).isLessThan(1e-12);
    }

    @Test
    void floatsAreTheRoundedDoubles() {
        double[] x = states(20, 0.7, 0.7);
        float[] narrow = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            narrow[i] = (float) x[i];
            x[i] = narrow[i];
        }
        double[] wide = new double[x.length];
        float[] result = new float[x.length];
        density(0.1).on(VpLinear.DEFAULT, Prediction.V, 1).evaluate(x, 0.3, wide);
        density(0.1).onFloats(VpLinear.DEFAULT, Prediction.V, 2).evaluate(narrow, 0.3, result);
        for (int i = 0; i < x.length; i++) assertThat(result[i]).isEqualTo((float) wide[i]);
    }

    /// At t = 1 of VP-linear alpha is 0.0066: D is near the mean of all.
    @Test
    void atTheNoisiestTheDataPredictionIsNearTheMeanOfAll() {
        double[] x = states(3, 0, 1);
        double[] data = new double[x.length];
        density(0).on(VpLinear.DEFAULT, Prediction.DATA, 1).evaluate(x, 1, data);
        for (int j = 0; j < DIMENSION; j++) {
            int column = j;
            double mean =
                    Arrays.stream(SET).mapToDouble(y -> y[column]).average().orElseThrow();
            assertThat(data[j]).isCloseTo(mean, within(0.02));
        }
    }

    @Test
    void refusesWhatIsNoSetNoBatchAndNoTime() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSet.of(new double[][] {{1, 2}, {1}}))
                .withMessage("samples[1]: 1 components, expected 2 as in the first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSet.of(new double[0][0]))
                .withMessageContaining("expected at least one");
        assertThatIllegalArgumentException().isThrownBy(() -> density(-1)).withMessageContaining("deviation -1.0");
        var model = density(0).on(new VarianceExploding(80));
        double[] x = new double[DIMENSION];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.evaluate(x, 81, new double[DIMENSION]))
                .withMessageContaining("t 81.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.evaluate(x, 0, new double[DIMENSION]))
                .withMessage("t 0.0: neither noise nor smoothing there, expected sigma > 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.evaluate(new double[3], 1, new double[3]))
                .withMessageContaining("batch of 3 numbers");
    }
}
