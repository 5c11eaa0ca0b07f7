package org.integrand.validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ThresholdoutTest {
    private static Thresholdout guard(int budget, long seed) {
        return new Thresholdout(0.1, 0.01, budget, new SplittableRandom(seed));
    }

    /// T is 49 times the difference, 12 times the scale of the noise.
    @Test
    void agreementIsAnsweredByTheTrainingDataAndCostsNothing() {
        var guard = new Thresholdout(0.5, 0.01, 1, new SplittableRandom(1));
        for (int i = 0; i < 10_000; i++) assertThat(guard.answer(0.3, 0.31)).hasValue(0.3);
        assertThat(guard.budgetLeft()).isEqualTo(1);
    }

    @Test
    void disagreementIsAnsweredByTheHoldoutWithLaplaceNoiseAndCostsOneUnit() {
        int n = 40_000;
        var guard = guard(n, 2);
        double mean = 0;
        double deviation = 0;
        int beyond = 0;
        for (int i = 0; i < n; i++) {
            double noise = guard.answer(0.05, 0.95).orElseThrow() - 0.95;
            mean += noise / n;
            deviation += Math.abs(noise) / n;
            if (Math.abs(noise) > 0.03) beyond++;
        }
        assertThat(guard.budgetLeft()).isZero();
        assertThat(mean).isCloseTo(0, within(4 * 0.0141 / Math.sqrt(n)));
        assertThat(deviation).as("E|Lap(b)| = b").isCloseTo(0.01, within(2e-4));
        assertThat((double) beyond / n).as("P(|Lap(b)| > 3 b) = e^-3").isCloseTo(Math.exp(-3), within(0.005));
    }

    @Test
    void afterTheBudgetThereIsNoAnswer() {
        var guard = guard(2, 3);
        assertThat(guard.answer(0, 1)).isPresent();
        assertThat(guard.answer(0, 1)).isPresent();
        assertThat(guard.answer(0, 1)).isEmpty();
        assertThat(guard.answer(0.5, 0.5)).as("not even where the data agree").isEmpty();
    }

    /// At a difference of exactly T the chance of k answers from the training data in a row is, with
    /// u = exp(-|gamma| / (4 s)) for the one gamma of T^, 4 [w^9 / 9 - w^10 / 10] from 1/2 to 1 plus 2^-8 / 10 for
    /// k = 8, which is 0.0444; it were 2^-8 = 0.0039 if T^ were drawn anew for each question.
    @Test
    void theNoisyThresholdIsKeptBetweenDisagreements() {
        int runs = 20_000;
        int silent = 0;
        for (int run = 0; run < runs; run++) {
            var guard = guard(1, run);
            int k = 0;
            while (k < 8 && guard.answer(0.3, 0.4).orElseThrow() == 0.3) k++;
            if (k == 8) silent++;
        }
        assertThat((double) silent / runs).isCloseTo(0.0444, within(0.006));
    }

    /// And it is drawn anew after one: otherwise a low T^ would spend the whole budget at once, as often as a high
    /// one spends nothing. The variance of hits among 40 questions tells the two apart.
    @Test
    void theNoisyThresholdIsDrawnAnewAfterADisagreement() {
        int runs = 2_000;
        int most = 0;
        for (int run = 0; run < runs; run++) {
            var guard = guard(40, run);
            for (int i = 0; i < 40; i++) guard.answer(0.3, 0.34);
            most = Math.max(most, 40 - guard.budgetLeft());
        }
        // with one T^ for all, T^ < 0.04 in 2.5 % of the runs gives more than 20 hits; drawn anew, a hit in a row of
        // such draws is needed for each
        assertThat(most).isBetween(3, 20);
    }

    /// The reusable hold-out: labels are coin tosses, an analyst keeps of many features those that agree with them
    /// on both sets and weighs them by sign. The naive hold-out believes the classifier, Thresholdout does not.
    @Test
    void aHoldoutThatIsAskedForEachFeatureStaysHonest() {
        int n = 1_000;
        int features = 1_000;
        var random = new SplittableRandom(5);
        var training = new Sample(n, features, random);
        var holdout = new Sample(n, features, random);
        var fresh = new Sample(n, features, random);
        var guard = new Thresholdout(0.04, 0.01, 1_000, new SplittableRandom(6));
        double[] naive = new double[features];
        double[] guarded = new double[features];
        for (int j = 0; j < features; j++) {
            double t = training.agreement(j);
            double h = holdout.agreement(j);
            double bar = 0.5 / Math.sqrt(n);
            if ((t - 0.5) * (h - 0.5) > 0 && Math.abs(t - 0.5) > bar && Math.abs(h - 0.5) > bar)
                naive[j] = Math.signum(t - 0.5);
            double answer = guard.answer(t, h).orElseThrow();
            if (Math.abs(t - 0.5) > bar && Math.abs(answer - 0.5) > bar) guarded[j] = Math.signum(t - 0.5);
        }
        assertThat(holdout.accuracy(naive)).as("believed by the plain hold-out").isGreaterThan(0.6);
        assertThat(fresh.accuracy(naive)).isLessThan(0.54);
        double believed = guard.answer(training.accuracy(guarded), holdout.accuracy(guarded))
                .orElseThrow();
        assertThat(training.accuracy(guarded)).isGreaterThan(0.7);
        assertThat(believed).as("of a classifier that knows nothing").isBetween(0.42, 0.58);
    }

    /// Standard normal features, independent labels of +-1.
    private record Sample(double[][] x, int[] label) {
        Sample(int n, int features, RandomGenerator random) {
            this(new double[n][features], new int[n]);
            for (int i = 0; i < n; i++) {
                label[i] = random.nextBoolean() ? 1 : -1;
                for (int j = 0; j < features; j++) x[i][j] = random.nextGaussian();
            }
        }

        double agreement(int feature) {
            double[] one = new double[x[0].length];
            one[feature] = 1;
            return accuracy(one);
        }

        double accuracy(double[] weights) {
            int right = 0;
            for (int i = 0; i < x.length; i++) {
                double sum = 0;
                for (int j = 0; j < weights.length; j++) if (weights[j] != 0) sum += weights[j] * x[i][j];
                if (sum * label[i] > 0) right++;
            }
            return (double) right / x.length;
        }
    }

    @Test
    void badNumbersAreRefusedAndSpendNothing() {
        var guard = guard(1, 7);
        assertThatThrownBy(() -> guard.answer(Double.NaN, 0.5))
                .hasMessage("mean over the training data NaN: expected 0 ... 1, a mean of values in that range");
        assertThatThrownBy(() -> guard.answer(0.1, 1.5))
                .hasMessage("mean over the hold-out data 1.5: expected 0 ... 1, a mean of values in that range");
        assertThat(guard.budgetLeft()).isEqualTo(1);
        assertThatThrownBy(() -> new Thresholdout(0, 0.1, 1, new SplittableRandom()))
                .hasMessage("threshold 0.0: expected between 0 and 1");
        assertThatThrownBy(() -> new Thresholdout(0.1, -1, 1, new SplittableRandom()))
                .hasMessage("noise -1.0: expected between 0 and 1");
        assertThatThrownBy(() -> new Thresholdout(0.1, 0.1, 0, new SplittableRandom()))
                .hasMessage("budget 0: expected at least 1");
    }

    @Test
    void equalSeedsGiveEqualAnswers() {
        var one = guard(5, 8);
        var other = guard(5, 8);
        for (int i = 0; i < 10; i++) assertThat(one.answer(0.2, 0.5)).isEqualTo(other.answer(0.2, 0.5));
    }
}
