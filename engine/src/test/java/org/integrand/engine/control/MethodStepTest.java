package org.integrand.engine.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.integrand.engine.control.Steering.Verdict;
import org.junit.jupiter.api.Test;

class MethodStepTest {
    private double asked = Double.NaN;

    private Steering<Object> steering(MethodStep controller, double end) {
        return controller.begin(new Course(0, end, 2, () -> 0.25, () -> asked));
    }

    @Test
    void stepsAsTheMethodAsksOnceItHasAnOpinion() {
        var steering = steering(StepSizeController.ofMethod(), -10);
        assertThat(steering.propose(0, "state")).isEqualTo(-0.25);
        asked = 0.5;
        assertThat(steering.propose(-1, "state")).isEqualTo(-1.5);
        assertThat(steering(StepSizeController.ofMethod().atMost(0.1), 10).propose(1, "state"))
                .isEqualTo(1.1);
    }

    @Test
    void givenFirstStepNeedsNoAutomaticOne() {
        var course = new Course(0, 1, 2, () -> {
            throw new AssertionError("asked for an automatic first step");
        });
        assertThat(StepSizeController.ofMethod()
                        .startingWith(0.125)
                        .begin(course)
                        .propose(0, "state"))
                .isEqualTo(0.125);
    }

    @Test
    void lastStepMayBeAHundredthLonger() {
        asked = 0.999;
        assertThat(steering(StepSizeController.ofMethod(), 1).propose(0, "state"))
                .isEqualTo(1);
    }

    @Test
    void failsOnlyWhenNoShorterStepIsAskedFor() {
        var steering = steering(StepSizeController.ofMethod(), 10);
        asked = 0.1;
        assertThat(steering.judge(1, 1.2, 1)).isEqualTo(Verdict.ACCEPT);
        assertThat(steering.judge(1, 1.2, 2)).isEqualTo(Verdict.REJECT);
        assertThat(steering.judge(1, 1.2, Double.NaN)).isEqualTo(Verdict.REJECT);
        assertThat(steering.judge(1, 1.05, 2)).isEqualTo(Verdict.FAIL);
        asked = 1e-16;
        assertThat(steering.judge(1, 1.05, 2)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void badLengthsAreNamed() {
        assertThatThrownBy(() -> StepSizeController.ofMethod().startingWith(-1))
                .hasMessage("initial step -1.0: expected a length > 0, or 0 for an automatic one");
        assertThatThrownBy(() -> StepSizeController.ofMethod().atMost(0))
                .hasMessage("largest step 0.0: expected a length > 0");
    }
}
