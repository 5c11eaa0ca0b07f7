package org.integrand.search.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PredictTest {
    /// Like a sampler's schedule: five steps of decisions. The loss is the product of what each step leaves of the
    /// error before it, each factor depending on this step and the last one.
    private static List<Sample> schedules(int count, long seed) {
        var random = new SplittableRandom(seed);
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < count; i++) {
            double[][] steps = new double[5][4];
            double error = 1;
            for (int t = 0; t < 5; t++) {
                steps[t][0] = random.nextDouble();
                steps[t][1 + random.nextInt(3)] = 1;
                double jump = t == 0 ? steps[t][0] : Math.abs(steps[t][0] - steps[t - 1][0]);
                double order = steps[t][1] + 2 * steps[t][2] + 3 * steps[t][3];
                error = 0.7 * error + Math.pow(jump, order) * (1 + t) / 3;
            }
            samples.add(new Sample(steps, error, 0));
        }
        return samples;
    }

    private static double tau(Predictor predictor) {
        return BestOf.tau(predictor.fit(schedules(200, 0), 1), schedules(300, 1_000));
    }

    @Test
    void theNetworkOrdersUnseenSchedulesBetterThanRidge() {
        double network = tau(NetworkRanking.standard());
        double ridge = tau(new RidgeRanking());
        assertThat(network).isGreaterThan(0.7);
        assertThat(ridge).isBetween(0.15, network - 0.2);
    }

    @Test
    void ridgeRecoversALinearOrder() {
        var random = new SplittableRandom(4);
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < 60; i++) {
            double[] x = random.doubles(5).toArray();
            samples.add(new Sample(new double[][] {x}, Math.exp(3 * x[0] - x[1] + 2 * x[3]), 0));
        }
        var fit = new RidgeRanking().fit(samples.subList(0, 40), 0);
        assertThat(BestOf.tau(fit, samples.subList(40, 60))).isGreaterThan(0.9);
    }

    /// Group 1 scores 100 more than group 0 for the same thing: neither predictor may learn that.
    @Test
    void valuesOfDifferentGroupsAreNotCompared() {
        for (Predictor predictor : List.of(new NetworkRanking(8, 60, 16, 1e-2, 0.1), new RidgeRanking())) {
            var random = new SplittableRandom(8);
            var samples = new ArrayList<Sample>();
            for (int i = 0; i < 80; i++) {
                double x = random.nextDouble();
                int group = x < 0.5 ? 1 : 0;
                samples.add(new Sample(new double[][] {{x, random.nextDouble()}}, x + 100 * group, group));
            }
            var fit = predictor.fit(samples, 1);
            assertThat(fit.score(new double[][] {{0.1, 0.5}}))
                    .as("%s", predictor)
                    .isLessThan(fit.score(new double[][] {{0.45, 0.5}}));
            assertThat(fit.score(new double[][] {{0.55, 0.5}})).isLessThan(fit.score(new double[][] {{0.9, 0.5}}));
        }
    }

    @Test
    void theNetworksGradientIsThatOfFiniteDifferences() {
        var random = new java.util.Random(5);
        var network = new LstmNetwork(3, 4, random);
        double[][] features = new double[4][];
        for (int t = 0; t < 4; t++) features[t] = random.doubles(3, -1, 1).toArray();
        for (double[] row : network.parameters)
            for (int i = 0; i < row.length; i++) row[i] += 0.3 * random.nextGaussian();
        double[][] gradient = network.zeros();
        network.new Tape(features).backward(2, gradient);
        for (int r = 0; r < gradient.length; r++) {
            double[] row = network.parameters[r];
            for (int i = 0; i < row.length; i++) {
                double p = row[i];
                row[i] = p + 1e-5;
                double up = network.new Tape(features).score;
                row[i] = p - 1e-5;
                double down = network.new Tape(features).score;
                row[i] = p;
                assertThat(gradient[r][i]).as("row %d, %d", r, i).isCloseTo(2 * (up - down) / 2e-5, offset(1e-8));
            }
        }
    }

    /// The second predictor is the better one here, the first the better one with the roles exchanged.
    @Test
    void theBetterPredictorIsTaken() {
        Predictor blind = (_, _) -> _ -> 0;
        Predictor wrong = (_, _) -> features -> -features[0][0];
        Predictor right = (_, _) -> features -> features[0][0];
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < 80; i++) samples.add(new Sample(new double[][] {{i * 7 % 80}}, i * 7 % 80, 0));
        for (var predictors : List.of(List.of(wrong, right, blind), List.of(right, blind, wrong)))
            assertThat(BestOf.tau(new BestOf(predictors, 60).fit(samples, 0), samples))
                    .isEqualTo(1);
        var few = samples.subList(0, 20);
        assertThat(BestOf.tau(new BestOf(List.of(right, wrong), 60).fit(few, 0), few))
                .isEqualTo(-1);
    }

    /// Worked by hand: 4 concordant, 0 discordant, one pair tied in each list.
    @Test
    void kendallsTauCountsPairs() {
        assertThat(KendallTau.of(new double[] {1, 2, 3, 4}, new double[] {10, 20, 40, 30}))
                .isCloseTo(4 / 6.0, offset(1e-15));
        assertThat(KendallTau.of(new double[] {1, 1, 2, 3}, new double[] {5, 6, 7, 7}))
                .isCloseTo(4 / 5.0, offset(1e-15));
        assertThat(KendallTau.of(new double[] {1, 2, 3}, new double[] {3, 2, 1}))
                .isEqualTo(-1);
        assertThat(KendallTau.of(new double[] {1, 1}, new double[] {1, 2})).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KendallTau.of(new double[2], new double[3]))
                .withMessage("lists of 2 and 3 values: expected equal lengths");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        var fit = new RidgeRanking().fit(schedules(20, 1), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.score(new double[][] {{1, 2}}))
                .withMessage("row of 2 features: expected 4, as the samples had");
    }
}
