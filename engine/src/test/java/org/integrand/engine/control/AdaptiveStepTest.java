package org.integrand.engine.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.integrand.engine.control.Steering.Verdict;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class AdaptiveStepTest {
    private static final Course COURSE = new Course(0, 100, 5, () -> 1);
    private static final double[] STATE = {0};

    @Test
    void elementaryControlFollowsItsFormula() {
        Steering<Object> steering = StepSizeController.elementary().begin(COURSE);
        assertThat(steering.propose(0, STATE)).isEqualTo(1);
        assertThat(steering.judge(0, 1, 0.5)).isEqualTo(Verdict.ACCEPT);
        assertThat(steering.propose(1, STATE)).isCloseTo(1 + 0.9 * Math.pow(0.5, -1 / 5.0), within(1e-14));
    }

    @Test
    void filterUsesTheLastThreeErrors() {
        Steering<Object> steering = AdaptiveStep.with(0.3, 0.2, -0.1).begin(COURSE);
        steering.judge(0, 1, 0.5);
        steering.judge(1, 2, 0.3);
        steering.judge(2, 4, 0.2);
        double factor = 0.9 * Math.pow(0.2, -0.3 / 5) * Math.pow(0.3, -0.2 / 5) * Math.pow(0.5, 0.1 / 5);
        assertThat(steering.propose(4, STATE)).isCloseTo(4 + 2 * factor, within(1e-14));
    }

    @Test
    void rejectionUsesTheElementaryFactorAndForbidsGrowthOnce() {
        Steering<Object> steering = StepSizeController.pi().begin(COURSE);
        assertThat(steering.judge(0, 1, 4)).isEqualTo(Verdict.REJECT);
        double shorter = 0.9 * Math.pow(4, -1 / 5.0);
        assertThat(steering.propose(0, STATE)).isCloseTo(shorter, within(1e-14));
        assertThat(steering.judge(0, shorter, 1e-6)).isEqualTo(Verdict.ACCEPT);
        assertThat(steering.propose(shorter, STATE)).isCloseTo(2 * shorter, within(1e-14));
        steering.judge(shorter, 2 * shorter, 1e-6);
        assertThat(steering.propose(2 * shorter, STATE)).isGreaterThan(4 * shorter);
    }

    @Test
    void changesStayWithinTheFactors() {
        Steering<Object> steering =
                StepSizeController.elementary().factors(0.3, 4).begin(COURSE);
        steering.judge(0, 1, 0);
        assertThat(steering.propose(1, STATE)).isEqualTo(5);
        steering.judge(1, 5, 1e9);
        assertThat(steering.propose(1, STATE)).isCloseTo(1 + 0.3 * 4, within(1e-14));
        steering.judge(1, 2, Double.NaN);
        assertThat(steering.propose(1, STATE)).isCloseTo(1 + 0.3, within(1e-14));
        steering.judge(1, 2, Double.POSITIVE_INFINITY);
        assertThat(steering.propose(1, STATE)).isCloseTo(1 + 0.3, within(1e-14));
    }

    @Test
    void stepsStayWithinTheirBoundsAndFailAtTheSmallest() {
        Steering<Object> steering = StepSizeController.pi().steps(0.5, 2).begin(COURSE);
        steering.judge(0, 1, 1e-9);
        assertThat(steering.propose(1, STATE)).isEqualTo(3);
        assertThat(steering.judge(1, 3, 1e9)).isEqualTo(Verdict.REJECT);
        assertThat(steering.propose(1, STATE)).isEqualTo(1.5);
        assertThat(steering.judge(1, 1.5, 1e9)).isEqualTo(Verdict.FAIL);
    }

    @Test
    void lastStepMeetsTheEndAndLeavesNoCrumb() {
        Steering<Object> steering = StepSizeController.pi().begin(new Course(0, -1.005, 5, () -> 1));
        assertThat(steering.propose(0, STATE)).isEqualTo(-1.005);
    }

    @Test
    void initialStepIsAskedForOnlyWhenNotGiven() {
        var course = new Course(0, 1, 5, () -> {
            throw new AssertionError("asked");
        });
        assertThat(StepSizeController.pi().startingWith(0.25).begin(course).propose(0, STATE))
                .isEqualTo(0.25);
    }

    @Test
    void piControlDoesNotBounceOffTheStabilityLimit() {
        Walk elementary = walk(1000, 1e-3, StepSizeController.elementary());
        Walk pi = walk(1000, 1e-3, StepSizeController.pi());
        assertThat(elementary.rejected()).isGreaterThan(500);
        assertThat(pi.rejected()).isLessThan(5);
        assertThat(pi.roughness()).isLessThan(elementary.roughness() / 100);
    }

    @Test
    void pidControlIsTheSmoothestWhereAccuracyLimitsTheStep() {
        double pid = walk(50, 1e-5, StepSizeController.pid()).roughness();
        assertThat(pid)
                .isLessThan(0.85 * walk(50, 1e-5, StepSizeController.pi()).roughness());
        assertThat(pid)
                .isLessThan(
                        0.85 * walk(50, 1e-5, StepSizeController.elementary()).roughness());
    }

    /// @param roughness mean |log(h_{n+1} / h_n)| after the start
    private record Walk(double roughness, long rejected) {}

    /// The steps on y' = -rate (y - cos t), t = 0 ... 20: a slow solution beside a fast transient, whose
    /// stability limits the step at a large rate or a loose tolerance (Hairer, Wanner II, IV.2).
    private static Walk walk(double rate, double tolerance, AdaptiveStep controller) {
        VectorField<double[]> field = (t, y, into) -> into[0] = -rate * (y[0] - Math.cos(t));
        var problem = new InitialValueProblem<>(DoubleSpace.of(1), field, 0, 20, new double[] {0});
        List<Double> steps = new ArrayList<>();
        var solution = Solver.of(problem, ExplicitMethods.DP5)
                .tolerance(tolerance, tolerance)
                .controller(controller)
                .onStep((step, _) -> steps.add(step.end() - step.start()))
                .solve()
                .requireEnd();
        double sum = 0;
        int first = 50;
        for (int i = first; i < steps.size() - 1; i++) sum += Math.abs(Math.log(steps.get(i) / steps.get(i - 1)));
        return new Walk(sum / (steps.size() - 1 - first), solution.statistics().rejected());
    }

    @Test
    void badSettingsAreNamed() {
        assertThatThrownBy(() -> StepSizeController.pi().safety(1.5))
                .hasMessage("safety factor 1.5: expected a number > 0, at most 1");
        assertThatThrownBy(() -> StepSizeController.pi().factors(1, 2)).hasMessageContaining("smallest factor 1.0");
        assertThatThrownBy(() -> StepSizeController.pi().factors(0.5, 0.9)).hasMessageContaining("largest factor 0.9");
        assertThatThrownBy(() -> StepSizeController.pi().steps(2, 1)).hasMessageContaining("largest step 1.0");
        assertThatThrownBy(() -> StepSizeController.pi().startingWith(-1)).hasMessageContaining("initial step -1.0");
        assertThatThrownBy(() -> AdaptiveStep.with(Double.NaN, 0, 0)).hasMessageContaining("beta1 NaN");
    }
}
