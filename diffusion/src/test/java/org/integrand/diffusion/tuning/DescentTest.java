package org.integrand.diffusion.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.junit.jupiter.api.Test;

class DescentTest {
    private static double bowl(double[] p, double[] gradient) {
        gradient[0] = 2 * (p[0] - 3);
        gradient[1] = 8 * (p[1] + 1);
        return (p[0] - 3) * (p[0] - 3) + 4 * (p[1] + 1) * (p[1] + 1);
    }

    @Test
    void theBottomOfABowlIsFound() {
        var found = new Descent(200, 0.2).run(new double[2], DescentTest::bowl, Progress.NONE, Cancellation.NONE);
        assertThat(found.best()[0]).isCloseTo(3, within(0.01));
        assertThat(found.best()[1]).isCloseTo(-1, within(0.01));
        assertThat(found.losses()).hasSize(201);
        assertThat(found.complete()).isTrue();
        assertThat(found.loss())
                .isEqualTo(found.losses().stream().mapToDouble(l -> l).min().orElseThrow());
    }

    @Test
    void theBestIsKeptWhenItGetsWorse() {
        var found = new Descent(30, 2).run(new double[] {3.1, -1}, DescentTest::bowl, Progress.NONE, Cancellation.NONE);
        assertThat(found.losses().get(1)).isGreaterThan(found.losses().getFirst());
        assertThat(found.loss()).isLessThanOrEqualTo(found.losses().getFirst());
        assertThat(bowl(found.best(), new double[2])).isEqualTo(found.loss());
    }

    @Test
    void aCancelledRunKeepsTheBestSoFar() {
        int[] asked = {0};
        var found = new Descent(100, 0.1).run(new double[2], DescentTest::bowl, Progress.NONE, () -> ++asked[0] > 5);
        assertThat(found.complete()).isFalse();
        assertThat(found.stopped()).isEmpty();
        assertThat(found.losses()).hasSize(6);
        assertThat(found.loss()).isLessThan(found.losses().getFirst());
    }

    @Test
    void aLossThatIsNotFiniteEndsTheRunWithWhatIsThere() {
        var found = new Descent(100, 0.1)
                .run(
                        new double[2],
                        (p, gradient) -> {
                            if (p[0] > 0.25) throw new ArithmeticException("loss is NaN: expected a finite number");
                            return bowl(p, gradient);
                        },
                        Progress.NONE,
                        Cancellation.NONE);
        assertThat(found.stopped()).contains("after 3 steps: loss is NaN: expected a finite number");
        assertThat(found.losses()).hasSize(3);
        assertThatThrownBy(() -> new Descent(1, 1)
                        .run(
                                new double[1],
                                (_, _) -> {
                                    throw new ArithmeticException("no");
                                },
                                Progress.NONE,
                                Cancellation.NONE))
                .hasMessage("no");
        assertThatThrownBy(() -> new Descent(0, 1)).hasMessage("iterations 0: expected at least 1");
        assertThatThrownBy(() -> new Descent(1, 0)).hasMessage("rate 0.0: expected a finite number > 0");
    }
}
