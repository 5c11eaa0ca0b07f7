package org.integrand.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BrownianMotionTest {
    private static final BrownianMotion PATH = new BrownianMotion(42, 7, -1, 2, 3);

    private static double[] both(BrownianCursor cursor, int processes, double s, double t) {
        double[] w = new double[processes];
        double[] i = new double[processes];
        cursor.between(s, t, w, i);
        double[] all = Arrays.copyOf(w, 2 * processes);
        System.arraycopy(i, 0, all, processes, processes);
        return all;
    }

    @Test
    void aKeyedGeneratorDrawsTheNumbersOfASplittableRandom() {
        var keyed = new KeyedGenerator();
        for (long key : new long[] {0, 1, -5, 0x123456789abcdefL}) {
            var split = new SplittableRandom(key);
            keyed.at(key);
            for (int i = 0; i < 50_000; i++) assertThat(keyed.nextGaussian()).isEqualTo(split.nextGaussian());
        }
    }

    @Test
    void incrementsAndIntegralsAddUpOnEveryGrid() {
        var random = new SplittableRandom(1);
        var cursor = PATH.cursor();
        for (int k = 0; k < 2000; k++) {
            double scale = Math.pow(10, -8 * random.nextDouble());
            double[] times =
                    random.doubles(3).map(x -> 0.3 + scale * (x - 0.4)).sorted().toArray();
            double[] first = both(cursor, 3, times[0], times[1]);
            double[] second = both(cursor, 3, times[1], times[2]);
            double[] whole = both(cursor, 3, times[0], times[2]);
            double h = times[2] - times[0];
            for (int j = 0; j < 3; j++) {
                assertThat((first[j] + second[j] - whole[j]) / Math.sqrt(h)).isCloseTo(0, within(1e-13));
                double integral = first[3 + j] + (times[2] - times[1]) * first[j] + second[3 + j];
                // the difference of two times is known to an ulp of the times
                assertThat((integral - whole[3 + j]) / Math.pow(h, 1.5)).isCloseTo(0, within(1e-13 + 1e-15 / h));
            }
        }
    }

    @Test
    void theOrderOfQueriesAndTheThreadDoNotMatter() {
        var random = new SplittableRandom(2);
        double[][] queries = new double[500][];
        for (int k = 0; k < queries.length; k++)
            queries[k] = random.doubles(2, -1, k % 2 == 0 ? 2 : -0.99).sorted().toArray();
        double[][] forwards = new double[queries.length][];
        double[][] backwards = new double[queries.length][];
        var one = PATH.cursor();
        var other = PATH.cursor();
        for (int k = 0; k < queries.length; k++) forwards[k] = both(one, 3, queries[k][0], queries[k][1]);
        for (int k = queries.length - 1; k >= 0; k--) backwards[k] = both(other, 3, queries[k][0], queries[k][1]);
        double[][] apart = IntStream.range(0, queries.length)
                .parallel()
                .mapToObj(k -> both(PATH.cursor(), 3, queries[k][0], queries[k][1]))
                .toArray(double[][]::new);
        assertThat(backwards).isDeepEqualTo(forwards);
        assertThat(apart).isDeepEqualTo(forwards);
    }

    /// w ~ N(0, h), I ~ N(0, h^3 / 3), E w I = h^2 / 2; over neighbouring intervals, processes, paths: independent.
    @Test
    void incrementsAndIntegralsHaveTheirJointDistribution() {
        double[][] intervals = {{0.137, 0.8113}, {0.3, 0.3 + 3e-9}, {-1, 2}, {1.25, 1.625}};
        for (double[] interval : intervals) {
            double h = interval[1] - interval[0];
            double before = Math.max(-1, interval[0] - h);
            double[] sums = new double[8];
            int paths = 10_000;
            for (int p = 0; p < paths; p++) {
                var cursor = new BrownianMotion(5, p, -1, 2, 2).cursor();
                double[] now = both(cursor, 2, interval[0], interval[1]);
                double[] last = both(cursor, 2, before, interval[0]);
                double w = now[0] / Math.sqrt(h);
                double i = now[2] / Math.pow(h, 1.5);
                sums[0] += w / paths;
                sums[1] += w * w / paths;
                sums[2] += i * i / paths;
                sums[3] += w * i / paths;
                sums[4] += w * w * w * w / paths;
                sums[5] += w * last[0] / Math.sqrt(h) / paths;
                sums[6] += w * last[2] / Math.pow(h, 1.5) / paths;
                sums[7] += w * now[1] / Math.sqrt(h) / paths;
            }
            double unit = 4 / Math.sqrt(paths);
            double[] expected = {0, 1, 1 / 3.0, 0.5, 3, 0, 0, 0};
            double[] spread = {1, Math.sqrt(2), Math.sqrt(2) / 3, 0.8, Math.sqrt(96), 1, 1, 1};
            for (int k = 0; k < sums.length; k++)
                assertThat(sums[k])
                        .as("moment %d over %s", k, Arrays.toString(interval))
                        .isCloseTo(expected[k], within(unit * spread[k]));
        }
    }

    @Test
    void pathsOfOneSeedAndSeedsOfOnePathAreUncorrelated() {
        double paths = 0;
        double seeds = 0;
        int count = 10_000;
        for (int p = 0; p < count; p++) {
            double here = both(new BrownianMotion(1, p, 0, 1, 1).cursor(), 1, 0.2, 0.9)[0];
            paths += here * both(new BrownianMotion(1, p + 1, 0, 1, 1).cursor(), 1, 0.2, 0.9)[0] / 0.7 / count;
            seeds += here * both(new BrownianMotion(2, p, 0, 1, 1).cursor(), 1, 0.2, 0.9)[0] / 0.7 / count;
        }
        assertThat(paths).isCloseTo(0, within(4 / Math.sqrt(count)));
        assertThat(seeds).isCloseTo(0, within(4 / Math.sqrt(count)));
    }

    @Test
    void theIntegralIsThatOfTheValues() {
        var cursor = PATH.cursor();
        int cells = 1 << 14; // Simpson's rule on values every 8e-6
        double s = 0.2;
        double h = 0.125;
        double sum = 0;
        for (int k = 1; k <= cells; k++) {
            int weight = k == cells ? 1 : k % 2 == 0 ? 2 : 4;
            sum += weight * both(cursor, 3, s, s + h * k / cells)[1];
        }
        assertThat(both(cursor, 3, s, s + h)[4]).isCloseTo(sum * h / cells / 3, within(4e-6));
    }

    @Test
    void whatIsWrongIsSaid() {
        var cursor = PATH.cursor();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> both(cursor, 3, 0, 2.5))
                .withMessage("Brownian path at 2.5: expected -1.0 ... 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> both(cursor, 3, 1, 0.5))
                .withMessage("Brownian path from 1.0 to 0.5: expected s <= t");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BrownianMotion(1, 0, 1, 1, 2))
                .withMessage("Brownian path from 1.0 to 1.0: expected finite times, the end after the start");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BrownianMotion(1, 0, 0, 1, 0))
                .withMessage("processes 0: expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BrownianBridge(1, 0, 1, 60))
                .withMessage("halvings 60: expected 1 ... 52");
    }
}
