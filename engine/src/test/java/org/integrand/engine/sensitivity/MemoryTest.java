package org.integrand.engine.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.reversible.ReversibleMethod;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final Loss LOSS = Loss.atEnd(PointLoss.component(0));

    @Test
    void checkpointsGiveTheSameBitsAsAFullTape() {
        var full = Sensitivity.discrete(ExplicitMethods.TSIT5);
        var stepping = Stepping.tolerance(1e-9, 1e-9);
        var reference = full.gradient(Cases.predators(), LOSS, stepping);
        for (int slots : new int[] {1, 2, 5, 20}) {
            var gradient = full.slots(slots).gradient(Cases.predators(), LOSS, stepping);
            assertThat(gradient.p()).as(slots + " slots").isEqualTo(reference.p());
            assertThat(gradient.y0()).as(slots + " slots").isEqualTo(reference.y0());
            assertThat(gradient.cost().storedStates()).isEqualTo(slots + 1L);
        }
    }

    @Test
    void revolveMakesAsFewStepsAgainAsPossible() {
        for (int slots = 1; slots <= 8; slots++) {
            for (int steps = 1; steps <= 200; steps += steps < 30 ? 1 : 17) {
                int r = Revolve.sweeps(steps, slots);
                long least = (long) r * steps - Revolve.beta(slots + 1, r - 1);
                int[] next = {steps - 1};
                var revolve = new Revolve<>(Arrays.asList(new double[slots][1]), new double[1], new Revolve.Steps<>() {
                    @Override
                    public void again(int i, double[] y, double[] into) {
                        assertThat(y[0]).isEqualTo(i);
                        into[0] = y[0] + 1;
                    }

                    @Override
                    public void back(int i, double[] y) {
                        assertThat(i).isEqualTo(next[0]--);
                        assertThat(y[0]).isEqualTo(i);
                    }
                });
                revolve.run(steps);
                assertThat(next[0]).isEqualTo(-1);
                assertThat(revolve.recomputed())
                        .as(steps + " steps, " + slots + " slots")
                        .isEqualTo(least);
            }
        }
    }

    @Test
    void reversibleNeedsTwoStatesWhateverTheSteps() {
        long[] bytes = new long[2];
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 2; i++) {
                int steps = i == 0 ? 1000 : 10_000;
                var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
                long before = threads.getCurrentThreadAllocatedBytes();
                var gradient = Sensitivity.reversible(ReversibleMethod.HEUN)
                        .gradient(Cases.predators(), LOSS, Stepping.fixed(6.0 / steps));
                bytes[i] = threads.getCurrentThreadAllocatedBytes() - before;
                assertThat(gradient.cost().storedStates()).isEqualTo(3);
                assertThat(gradient.backError()).isLessThan(1e-3);
            }
        }
        // the times of the steps, in an array that doubles: at most 4 times 8 bytes a step
        assertThat(bytes[1] - bytes[0]).isLessThan(9_000 * 40);
    }

    @Test
    void interpolatedKeepsNoMoreCheckpointsThanAsked() {
        var mode = Sensitivity.interpolated(ExplicitMethods.DOP853);
        var stepping = Stepping.tolerance(1e-12, 1e-12);
        var all = mode.gradient(Cases.predators(), LOSS, stepping);
        var few = mode.checkpoints(6).gradient(Cases.predators(), LOSS, stepping);
        assertThat(few.cost().storedStates()).isLessThan(all.cost().storedStates());
        assertThat(few.cost().recomputed())
                .isBetween(all.cost().steps() - 2, 2 * all.cost().steps());
        assertThat(AgreementTest.difference(few.p(), all.p())).isLessThan(1e-10);
    }
}
