package org.integrand.diffusion.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;
import org.integrand.diffusion.digits.DigitJudge;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.s3.Noises.Part;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static double[] normal(RandomGenerator random, int numbers, double mean) {
        return IntStream.range(0, numbers)
                .mapToDouble(_ -> mean + random.nextGaussian())
                .toArray();
    }

    @Test
    void thePartsOfTheNoisesShareNoSampleAndAPartOnlyGrows() {
        var noises = new Noises(3, 2, 1.5);
        var seen = new HashSet<Double>();
        for (Part part : Part.values())
            for (double number : noises.of(part, 500))
                assertThat(seen.add(number)).isTrue();
        assertThat(Arrays.copyOf(noises.of(Part.SEALED, 500), 20)).isEqualTo(noises.of(Part.SEALED, 10));
        assertThat(noises.of(Part.SEARCH, 1)[0]).isEqualTo(1.5 * new Noises(3, 2, 1).of(Part.SEARCH, 1)[0]);
        assertThat(noises.of(Part.SEARCH, 4)).isNotEqualTo(new Noises(4, 2, 1.5).of(Part.SEARCH, 4));
    }

    @Test
    void trajectoryErrorsAreThoseOfTheFormula() {
        var score = new TrajectoryScore(new double[] {0, 0, 1, 1, 2, 2}, 2);
        var errors = score.measure(new double[] {3, 4, 1, 1, 2, 2.2}, 3); // squares / d: 12.5, 0, 0.02
        assertThat(errors.value()).isCloseTo(Math.sqrt((12.5 + 0.02) / 3), within(1e-12));
        assertThat(errors.loss(1)).isCloseTo((1 + 0 + 0.02) / 3, within(1e-12));
        assertThat(errors.loss(0.1)).isCloseTo((1 + 0 + 1) / 3.0, within(1e-12));
        assertThat(errors.quantile(0)).isZero();
        assertThat(errors.quantile(0.5)).isCloseTo(Math.sqrt(0.02), within(1e-12));
        assertThat(score.measure(new double[] {0, 0, 1, 1, 2, 2}, 2).value()).isZero();
    }

    @Test
    void aSampleThatDivergesHasLossOne() {
        var score = new TrajectoryScore(new double[] {0, 0}, 1);
        var errors = score.measure(new double[] {Double.NaN, 0.5}, 2);
        assertThat(errors.value()).isInfinite();
        assertThat(errors.loss(1)).isEqualTo((1 + 0.25) / 2);
        var data = new double[] {0, 1, 2, 3};
        assertThat(new EnergyScore(data, 1)
                        .measure(new double[] {1, Double.NaN}, 2)
                        .loss(5))
                .isEqualTo(1);
        assertThat(new SlicedScore(data, 1, 128, 1)
                        .measure(new double[] {1, Double.NaN}, 2)
                        .loss(5))
                .isEqualTo(1);
    }

    /// 2 E|X - Y| - E|X - X'| - E|Y - Y'| by hand: 2 (1 + 3 + 0 + 2) / 4 - 1 - 2.
    @Test
    void energyDistanceOfTwoPairs() {
        assertThat(new EnergyScore(new double[] {1, 3}, 1)
                        .measure(new double[] {0, 1}, 2)
                        .value())
                .isCloseTo(0, within(1e-15));
    }

    /// For N(0, 1) and N(m, 1): E|X - Y| = 2 / sqrt(pi) e^(-m^2 / 4) + m erf(m / 2), E|X - X'| = 2 / sqrt(pi).
    @Test
    void energyDistanceIsUnbiasedAtFewSamples() {
        var random = new SplittableRandom(1);
        double m = 0.7;
        double exact =
                2 * (2 / Math.sqrt(Math.PI) * Math.exp(-m * m / 4) + m * Erf.erf(m / 2)) - 4 / Math.sqrt(Math.PI);
        int runs = 4_000;
        double[] equal = new double[runs];
        double[] shifted = new double[runs];
        for (int r = 0; r < runs; r++) {
            var score = new EnergyScore(normal(random, 10, 0), 1);
            equal[r] = score.measure(normal(random, 8, 0), 8).value();
            shifted[r] = score.measure(normal(random, 8, m), 8).value();
        }
        assertThat(mean(equal)).isCloseTo(0, within(4 * error(equal)));
        assertThat(mean(shifted)).isCloseTo(exact, within(4 * error(shifted)));
        assertThat(error(equal)).isLessThan(0.01);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double error(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares) / values.length;
    }

    /// A shift by a has W_2 = |theta a| along theta, sqrt(mean (theta a)^2) -> |a| / sqrt(d).
    @Test
    void slicedDistanceOfAShiftIsItsLengthOverTheRootOfTheDimension() {
        var random = new SplittableRandom(2);
        double[] data = normal(random, 300, 0);
        double[] shifted = data.clone();
        for (int i = 0; i < 100; i++) shifted[3 * i] += 2;
        double distance =
                new SlicedScore(data, 3, 2_000, 5).measure(shifted, 100).value();
        assertThat(distance).isCloseTo(2 / Math.sqrt(3), within(0.03));
        assertThat(new SlicedScore(data, 3, 128, 5).measure(data, 100).value()).isZero();
    }

    @Test
    void quantileFunctionsOfDifferentSizesAreComparedExactly() {
        double[] x = {0, 1, 5};
        double[] twice = {0, 0, 1, 1, 5, 5};
        assertThat(SlicedScore.squared(x, twice)).isCloseTo(0, within(1e-15));
        // on thirds and halves: 0 1 | 1 1 | 1 5 against 0 | 4: (0 - 0)^2/3 + (1 - 0)^2/6 + (1 - 4)^2/6 + (5 - 4)^2/3
        assertThat(SlicedScore.squared(x, new double[] {0, 4})).isCloseTo(1 / 6.0 + 9 / 6.0 + 1 / 3.0, within(1e-14));
    }

    @Test
    void leavingOutGroupsGivesTheDistancesOfWhatIsLeft() {
        var random = new SplittableRandom(3);
        double[] data = normal(random, 120, 0);
        double[] samples = normal(random, 160, 0.3);
        for (Score score : List.of(new EnergyScore(data, 2), new SlicedScore(data, 2, 128, 1))) {
            var closely = (SetDistance) score.measureClosely(samples, 80);
            assertThat(closely.value()).isCloseTo(score.measure(samples, 80).value(), within(1e-12));
            double[] rest = new double[152]; // without group 3, samples 12 ... 15
            System.arraycopy(samples, 0, rest, 0, 24);
            System.arraycopy(samples, 32, rest, 24, 128);
            assertThat(closely.leaveOut()[3]).isCloseTo(score.measure(rest, 76).value(), within(1e-12));
        }
    }

    @Test
    void theScaleMakesTheBestKnownSolverScoreThirtyPercent() {
        var random = new SplittableRandom(4);
        var known = IntStream.range(0, 5)
                .mapToObj(k -> new TrajectoryErrors(IntStream.range(0, 500)
                        .mapToDouble(_ -> (k + 1) * Math.exp(3 * random.nextGaussian()))
                        .toArray()))
                .toList();
        double c = Calibration.scale(known);
        assertThat(known.stream().mapToDouble(m -> m.loss(c)).min().orElseThrow())
                .isCloseTo(0.30, within(1e-9));
        var distances = List.of(new SetDistance(3, new double[0]), new SetDistance(2, new double[0]));
        assertThat(distances.get(1).loss(Calibration.scale(distances))).isCloseTo(0.30, within(1e-9));
        assertThatThrownBy(() -> Calibration.scale(List.of(SetDistance.INFINITE)))
                .hasMessage("all known solvers diverge: nothing to compare with");
    }

    @Test
    void bootstrapIntervalsHoldTheTruthInNineteenOfTwentyCases() {
        var random = new SplittableRandom(7);
        int held = 0;
        for (int run = 0; run < 300; run++) {
            double[] x = new double[60];
            for (int i = 0; i < x.length; i++) x[i] = 2 * random.nextDouble();
            var interval = Interval.bootstrap(60, chosen -> {
                double sum = 0;
                for (int i : chosen) sum += x[i];
                return sum / chosen.length;
            });
            if (interval.low() < 1 && interval.high() > 1) held++;
        }
        assertThat(held).isBetween(270, 297);
    }

    @Test
    void jackknifeOfAMeanHasItsStandardError() {
        double[] x = normal(new SplittableRandom(7), 20, 0);
        double all = mean(x);
        double[] leaveOut = Arrays.stream(x).map(v -> (20 * all - v) / 19).toArray();
        double error =
                Math.sqrt(Arrays.stream(x).map(v -> (v - all) * (v - all)).sum() / 19 / 20);
        var interval = Interval.jackknife(all, leaveOut);
        assertThat(interval.high() - interval.low()).isCloseTo(2 * 1.959964 * error, within(1e-12));
    }

    /// Two solvers with nearly the same error on every noise: the interval of the difference is far narrower than
    /// either error is certain.
    @Test
    void commonNoisesMakeSmallDifferencesCertain() {
        var random = new SplittableRandom(8);
        double[] hard = IntStream.range(0, 500)
                .mapToDouble(_ -> Math.exp(random.nextGaussian()))
                .toArray();
        var one = new TrajectoryErrors(Arrays.stream(hard).map(v -> 0.97 * v).toArray());
        var other = new TrajectoryErrors(hard);
        var difference = one.lossDifference(other, 2);
        assertThat(difference.negative()).isTrue();
        assertThat(difference.estimate()).isCloseTo(one.loss(2) - other.loss(2), within(1e-12));
        assertThat(one.valueDifference(other).negative()).isTrue();
        assertThat(other.valueDifference(one).negative()).isFalse();
    }

    /// Smooth random pictures: their distance to the digits is large, but its estimate falls as 1 / n towards it.
    @Test
    void theFrechetDistanceOfFewImagesIsExtrapolated() {
        int n = 1_024;
        var random = new SplittableRandom(9);
        double[] images = new double[n * DigitJudge.PIXELS];
        for (int i = 0; i < n; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = 3 * random.nextDouble();
            for (int p = 0; p < DigitJudge.PIXELS; p++)
                images[i * DigitJudge.PIXELS + p] = Math.tanh(Math.sin(a + c * (p % 28) / 9.0)
                        + Math.cos(b + p / 28 / 5.0 * c)
                        - 1
                        + random.nextGaussian() / 5);
        }
        try (var judge = DigitModel.judge(1)) {
            var score = new FrechetScore(judge);
            double truth = score.measure(images, n).value();
            double plain = 0;
            double extrapolated = 0;
            for (int part = 0; part < 4; part++) {
                int length = n / 4 * DigitJudge.PIXELS;
                double[] some = Arrays.copyOfRange(images, part * length, (part + 1) * length);
                var floats = new float[length];
                for (int i = 0; i < length; i++) floats[i] = (float) some[i];
                plain += judge.moments(floats, 1).distance() / 4;
                extrapolated += score.measure(some, n / 4).value() / 4;
            }
            assertThat(Math.abs(extrapolated - truth)).isLessThan(0.3 * Math.abs(plain - truth));
            assertThatThrownBy(() -> score.measure(images, 255))
                    .hasMessage("Frechet distance of 255 samples: expected at least 256");
        }
    }

    @Test
    void badSettingsAreRefused() {
        assertThatThrownBy(() -> new SlicedScore(new double[] {1}, 1, 100, 0))
                .hasMessage("projections 100: expected at least 128");
        assertThatThrownBy(() -> new EnergyScore(new double[] {1}, 1))
                .hasMessage("data of 1 samples: expected at least 2 for an energy distance");
    }
}
