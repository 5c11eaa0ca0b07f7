package org.integrand.diffusion.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.junit.jupiter.api.Test;

/// The three applications on a mixture, each on three seeds.
class MixtureTuningTest {
    private static final GaussianMixture MIXTURE = GaussianMixture.isotropic(
            new double[] {1, 2, 1}, new double[][] {{2, 0}, {-1, 1.5}, {-1, -2}}, new double[] {0.4, 0.5, 0.3});
    private static final VpLinear SCHEDULE = VpLinear.DEFAULT;
    private static final Plan PLAN =
            DpmSolver.plusPlus(Method.MULTISTEP, 3).compile(SCHEDULE, TimeGrid.logSnr(), 10, 1, 1e-3);
    private static final long[] SEEDS = {1, 2, 3};

    private static float[] noise(int count, long seed) {
        var random = new SplittableRandom(seed);
        var x = new float[2 * count];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        return x;
    }

    private static double distance(double[] a, double... b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.sqrt(sum);
    }

    @Test
    void aHiddenMeanIsRecoveredWithAndWithoutGuidance() {
        for (double guidance : new double[] {1, 1.5})
            for (long seed : SEEDS) {
                float[] noise = noise(16, seed);
                var family =
                        new ComponentFamily(MIXTURE, List.of(0.5, 0.5), new double[] {-0.25, 0.25}, SCHEDULE, guidance);
                double[] hidden = {-1, 1.5};
                float[] target = new SampleObjective(PLAN, family, noise, 16, (_, _) -> 0).samples(hidden);
                var objective = new SampleObjective(PLAN, family, noise, 16, Losses.meanSquare(target));
                var found = new Descent(80, 0.1).run(family.start(), objective, Progress.NONE, Cancellation.NONE);
                assertThat(found.losses().getFirst()).isGreaterThan(0.3);
                assertThat(found.loss()).isLessThan(3e-3);
                assertThat(distance(found.best(), hidden))
                        .as("guidance %s", guidance)
                        .isLessThan(0.06);
                float[] other = noise(50, seed + 100);
                float[] sought = objective.samples(hidden, other, 50);
                float[] got = objective.samples(found.best(), other, 50);
                for (int i = 0; i < got.length; i++) assertThat(got[i]).isCloseTo(sought[i], within(0.2f));
            }
    }

    @Test
    void wantedMomentsAreReachedOnNoisesThatWereNotTunedOn() {
        var family = new MixtureFamily(MIXTURE, SCHEDULE);
        var original = MIXTURE.onFloats(SCHEDULE, Prediction.NOISE);
        var loss = Losses.moments(new double[] {0, 1}, new double[] {1, 1});
        for (long seed : SEEDS) {
            float[] noise = noise(100, seed);
            float[] other = noise(1000, seed + 100);
            var objective = new SampleObjective(PLAN, family, noise, 100, loss);
            var closeness = new Closeness(PLAN, family, original, noise, 100, 3);
            var changes = new double[2];
            for (int i = 0; i < 2; i++) {
                double penalty = i == 0 ? 0.02 : 1;
                var found = new Descent(40, 0.05)
                        .run(family.start(), closeness.with(objective, penalty), Progress.NONE, Cancellation.NONE);
                changes[i] = closeness.of(found.best(), 0, new double[0]);
                if (i > 0) continue;
                float[] before = objective.samples(family.start(), other, 1000);
                float[] after = objective.samples(found.best(), other, 1000);
                double first = loss.of(before, new float[before.length]);
                assertThat(first).isGreaterThan(0.4);
                assertThat(loss.of(after, new float[after.length])).isLessThan(0.1 * first);
            }
            assertThat(changes[1]).isLessThan(0.5 * changes[0]);
        }
    }

    @Test
    void theGradientOfAMixturesNumbersIsThatOfDifferences() {
        var family = new MixtureFamily(MIXTURE, SCHEDULE);
        float[] noise = noise(50, 4);
        var objective = new Closeness(PLAN, family, MIXTURE.onFloats(SCHEDULE, Prediction.NOISE), noise, 50, 4)
                .with(
                        new SampleObjective(
                                PLAN, family, noise, 50, Losses.moments(new double[] {1, 0}, new double[] {2, 1})),
                        0.7);
        double[] at = family.start();
        var random = new SplittableRandom(5);
        for (int i = 0; i < at.length; i++) at[i] += 0.1 * random.nextGaussian();
        var gradient = new double[at.length];
        objective.of(at, gradient);
        var ignored = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double h = 1e-2;
            var up = at.clone();
            var down = at.clone();
            up[i] += h;
            down[i] -= h;
            double difference = (objective.of(up, ignored) - objective.of(down, ignored)) / (2 * h);
            assertThat(gradient[i]).as("number %d", i).isCloseTo(difference, within(5e-3));
        }
        assertThat(distance(gradient, new double[at.length])).isGreaterThan(0.1);
        assertThat(distance(family.start(), new MixtureFamily(family.mixture(family.start()), SCHEDULE).start()))
                .isLessThan(1e-12);
    }

    @Test
    void attackedNoisesStayInTheirBoxAndBeatRandomOnes() {
        var model = MIXTURE.onFloats(SCHEDULE, Prediction.NOISE);
        var bayes = MixtureReader.bayes(MIXTURE);
        for (long seed : SEEDS)
            for (var direction : NoiseAudit.Direction.values()) {
                var audit = new NoiseAudit(PLAN, model, MixtureReader.nearestMean(MIXTURE), 0.1, 0.01, 30, direction);
                float[] noise = noise(200, seed);
                int[] labels = bayes.read(audit.samples(noise));
                var found = audit.run(noise, labels, Progress.NONE, Cancellation.NONE);
                for (int i = 0; i < noise.length; i++)
                    assertThat(found.noise()[i]).isCloseTo(noise[i], within(0.1f + 1e-6f));
                int broken = count(found.broken(labels));
                int[] random = audit.readAtRandomCorners(noise, seed);
                int byChance = 0;
                for (int i = 0; i < labels.length; i++)
                    if (found.readBefore()[i] == labels[i] && random[i] != labels[i]) byChance++;
                assertThat(broken).isGreaterThanOrEqualTo(10).isGreaterThan(2 * byChance);
                assertThat(found.losses().getLast())
                        .isGreaterThan(5 * found.losses().getFirst());
                var again = audit.run(noise, labels, Progress.NONE, Cancellation.NONE);
                assertThat(again.noise()).containsExactly(found.noise());
            }
    }

    private static int count(boolean[] which) {
        int count = 0;
        for (boolean w : which) if (w) count++;
        return count;
    }

    @Test
    void aCancelledAuditKeepsTheWorstSoFar() {
        var audit = new NoiseAudit(
                PLAN,
                MIXTURE.onFloats(SCHEDULE, Prediction.NOISE),
                MixtureReader.nearestMean(MIXTURE),
                0.1,
                0.01,
                30,
                NoiseAudit.Direction.SIGN);
        int[] asked = {0};
        var found = audit.run(noise(10, 1), new int[10], Progress.NONE, () -> ++asked[0] > 3);
        assertThat(found.complete()).isFalse();
        assertThat(found.losses()).hasSize(4);
        assertThat(found.noise()).isNotEqualTo(noise(10, 1));
    }

    @Test
    void theCrossEntropyOfAMixtureHasTheGradientOfDifferences() {
        float[] x = {0.5f, 0.3f, -1, 0, 1.4f, -0.2f};
        int[] labels = {0, 1, 2};
        for (var reader : List.of(MixtureReader.bayes(MIXTURE), MixtureReader.nearestMean(MIXTURE))) {
            var gradient = new float[x.length];
            double[] entropy = reader.crossEntropy(x, labels, gradient);
            assertThat(entropy).hasSize(3);
            for (int i = 0; i < x.length; i++) {
                var up = x.clone();
                var down = x.clone();
                up[i] += 1e-2f;
                down[i] -= 1e-2f;
                double difference = (reader.crossEntropy(up, labels, new float[6])[i / 2]
                                - reader.crossEntropy(down, labels, new float[6])[i / 2])
                        / (up[i] - down[i]);
                assertThat((double) gradient[i]).isCloseTo(difference, within(2e-2 * (1 + Math.abs(difference))));
            }
        }
        assertThat(MixtureReader.bayes(MIXTURE).read(new float[] {2, 0, -1, 1.5f, -1, -2}))
                .containsExactly(0, 1, 2);
    }

    @Test
    void wrongTasksAreNamed() {
        assertThatThrownBy(() -> Losses.moments(new double[1], new double[2]))
                .hasMessage("moments: 1 means and 2 deviations, expected as many of each, at least 1");
        assertThatThrownBy(() -> Losses.meanSquare(new float[3]).of(new float[4], new float[4]))
                .hasMessage("target of 3 numbers: expected 4 as in the batch");
        assertThatThrownBy(() -> new MixtureFamily(GaussianMixture.gaussian(List.of(1.0), 0), SCHEDULE))
                .hasMessage("mixture deviation 0: expected > 0 in a mixture to be tuned");
        assertThatThrownBy(() -> new ComponentFamily(MIXTURE, List.of(1.0), new double[1], SCHEDULE, 1))
                .hasMessage("condition of 1 numbers: expected 2, those of a mean");
    }
}
