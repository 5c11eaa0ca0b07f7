package org.integrand.diffusion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.integrand.diffusion.plan.Workspace.Sum;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.Test;

class SumWorkTest {
    private static final int N = 300_001; // not a whole number of blocks

    /// a = 0.9 a + 0.2 b, then c = a - 0.5 c + 2 b: the second needs the first
    private static List<Sum<float[]>> sums(float[][] y) {
        return List.of(
                new Sum<>(new double[] {0.9, 0.2}, new float[][] {y[0], y[1]}, y[0]),
                new Sum<>(new double[] {1, -0.5, 2}, new float[][] {y[0], y[2], y[1]}, y[2]));
    }

    private static float[][] states() {
        var random = new Random(5);
        float[][] y = new float[3][N];
        for (float[] of : y) for (int i = 0; i < N; i++) of[i] = (float) random.nextGaussian();
        return y;
    }

    private static float[][] after(int runs, int threads) {
        float[][] y = states();
        var work = new SumWork<>(FloatSpace.of(N), threads);
        for (int run = 0; run < runs; run++) work.run(sums(y));
        return y;
    }

    @Test
    void threadsChangeNoBit() {
        float[][] expected = states();
        for (int run = 0; run < 7; run++) {
            for (int i = 0; i < N; i++) {
                expected[0][i] = 0.9f * expected[0][i] + 0.2f * expected[1][i];
                expected[2][i] = expected[0][i] + (-0.5f * expected[2][i] + 2f * expected[1][i]);
            }
        }
        for (int threads : new int[] {1, 2, 3, 8, 40})
            assertThat(Arrays.deepEquals(after(7, threads), expected))
                    .as(threads + " threads")
                    .isTrue();
    }

    @Test
    void manyRunsInARowEndWithEveryBlockDoneOnce() {
        float[][] y = new float[3][N];
        Arrays.fill(y[1], 1);
        var work = new SumWork<>(FloatSpace.of(N), 4);
        var count = List.of(new Sum<>(new double[] {1, 1}, new float[][] {y[0], y[1]}, y[0]));
        for (int run = 1; run <= 2000; run++) work.run(count);
        for (float counted : y[0]) assertThat(counted).isEqualTo(2000);
    }

    @Test
    void aRunAllocatesNothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[][] y = states();
        var work = new SumWork<>(FloatSpace.of(N), 2);
        var sums = sums(y);
        for (int run = 0; run < 2000; run++) work.run(sums);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int run = 0; run < 1000; run++) work.run(sums);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000 * 16L);
    }
}
