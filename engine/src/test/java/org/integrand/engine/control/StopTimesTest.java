package org.integrand.engine.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class StopTimesTest {
    private static List<Double> ends(StepSizeController<Object> controller) {
        var problem =
                new InitialValueProblem<>(DoubleSpace.of(1), (t, y, into) -> into[0] = -y[0], 0, 1, new double[] {1});
        List<Double> ends = new ArrayList<>();
        Solver.of(problem, ExplicitMethods.TSIT5)
                .controller(controller)
                .onStep((step, error) -> ends.add(step.end()))
                .solve()
                .requireEnd();
        return ends;
    }

    @Test
    void fixedStepsStopInBetweenAndStayWhereTheyWere() {
        assertThat(ends(StopTimes.of(StepSizeController.fixed(0.25), 0.3, 0.5, 0.6)))
                .containsExactly(0.25, 0.3, 0.5, 0.6, 0.75, 1.0);
    }

    @Test
    void adaptiveStepsKeepTheirLengthAfterAStop() {
        List<Double> free = ends(StepSizeController.pi());
        List<Double> stopped = ends(StopTimes.of(StepSizeController.pi(), 0.5));
        assertThat(stopped).contains(0.5);
        assertThat(stopped.size()).isLessThanOrEqualTo(free.size() + 2);
    }

    @Test
    void timesOutOfOrderAreRefused() {
        assertThatThrownBy(() -> StopTimes.of(StepSizeController.pi(), 1, 1))
                .hasMessageContaining("stop times 0 and 1 are 1.0 and 1.0");
    }
}
