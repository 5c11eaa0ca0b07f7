package org.integrand.engine.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.integrand.engine.control.Steering.Verdict;
import org.junit.jupiter.api.Test;

class PredictiveStepTest {
    private static Steering<Object> steering() {
        return StepSizeController.predictive().begin(new Course(0, 1e9, 4, () -> 1));
    }

    @Test
    void stepsThatCouldGrowALittleAreKept() {
        var steering = steering();
        steering.judge(0, 1, Math.pow(0.9 / 1.15, 4)); // would grow by 15 %
        assertThat(steering.propose(1, "state")).isEqualTo(2);
        steering.judge(1, 2, Math.pow(0.9 / 1.15, 4));
        assertThat(steering.propose(2, "state")).isEqualTo(3);
    }

    @Test
    void steadyErrorsGiveTheElementaryStep() {
        var steering = steering();
        double error = Math.pow(0.9 / 0.8, 4) / 2;
        for (int i = 0; i < 2; i++) steering.judge(0, 1, error);
        assertThat(steering.propose(0, "state")).isCloseTo(0.9 * Math.pow(error, -0.25), within(1e-12));
    }

    @Test
    void growingErrorsAreSeenComing() {
        var steering = steering();
        steering.judge(0, 1, 0.01);
        steering.judge(1, 2, 0.1); // ten times as large: the next would be 1
        assertThat(steering.propose(2, "state") - 2).isCloseTo(0.9, within(1e-12));
    }

    @Test
    void stepsWithoutASolutionAreHalved() {
        var steering = steering();
        assertThat(steering.judge(0, 1, Double.NaN)).isEqualTo(Verdict.REJECT);
        assertThat(steering.propose(0, "state")).isEqualTo(0.5);
        assertThat(steering.judge(0, 0.5, 16)).isEqualTo(Verdict.REJECT);
        assertThat(steering.propose(0, "state")).isCloseTo(0.225, within(1e-12));
        steering.judge(0, 0.225, 1e-9); // no growth after a rejection
        assertThat(steering.propose(0.225, "state")).isEqualTo(0.45);
    }

    @Test
    void aStepTooShortForTheTimeFails() {
        assertThat(steering().judge(1, 1 + 1e-15, Double.NaN)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void badNumbersAreNamed() {
        assertThatThrownBy(() -> StepSizeController.predictive().atMost(0))
                .hasMessage("largest step 0.0: expected a length > 0");
        assertThatThrownBy(() -> StepSizeController.predictive().startingWith(Double.NaN))
                .hasMessage("initial step NaN: expected a length > 0, or 0 for an automatic one");
        assertThatThrownBy(() -> new PredictiveStep(2, 0.2, 8, 1.2, 0, 1))
                .hasMessage("safety factor 2.0: expected a number > 0, at most 1");
    }
}
