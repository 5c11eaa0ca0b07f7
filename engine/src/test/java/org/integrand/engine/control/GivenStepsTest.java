package org.integrand.engine.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.integrand.engine.Problems;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solver;
import org.integrand.testkit.Properties;
import org.junit.jupiter.api.Test;

class GivenStepsTest {
    @Test
    void gridTimesAreMetExactlyInBothDirections() {
        Properties.check("grid", 100, gen -> {
            double[] times = new double[gen.size(2, 40)];
            for (int i = 1; i < times.length; i++) times[i] = times[i - 1] + Math.pow(10, gen.number(-8, 0));
            for (boolean backwards : new boolean[] {false, true}) {
                double[] grid = backwards ? Arrays.stream(times).map(t -> 0 - t).toArray() : times;
                assertThat(visited(grid[grid.length - 1], StepSizeController.grid(grid)))
                        .containsExactly(grid);
            }
        });
    }

    @Test
    void fixedStepsDoNotDriftAndEndAtTheEnd() {
        double[] visited = visited(1, StepSizeController.fixed(0.1));
        assertThat(visited).hasSize(11);
        for (int i = 0; i < 10; i++) assertThat(visited[i]).isEqualTo(i * 0.1);
        assertThat(visited[10]).isEqualTo(1);
        assertThat(visited(-1, StepSizeController.fixed(0.4))).containsExactly(0, -0.4, -0.8, -1);
        assertThat(visited(1, StepSizeController.fixed(5))).containsExactly(0, 1);
    }

    private static double[] visited(double end, StepSizeController<Object> controller) {
        var problem = Problems.decay(1, 1).between(0, end, new double[] {1});
        return Solver.of(problem, ExplicitMethods.RK4)
                .controller(controller)
                .saveSteps()
                .solve()
                .requireEnd()
                .saved()
                .stream()
                .mapToDouble(Sample::t)
                .toArray();
    }

    @Test
    void aControllerThatLooksAtTheStateIsOrdinary() {
        // a policy of a user: long steps where the state is small
        StepSizeController<double[]> policy = _ -> new Steering<>() {
            @Override
            public double propose(double t, double[] state) {
                return t + (state[0] > 0.5 ? 0.01 : 0.1);
            }

            @Override
            public Verdict judge(double t, double next, double error) {
                return Verdict.ACCEPT;
            }
        };
        var solution = Solver.of(Problems.decay(1, 2), ExplicitMethods.RK4)
                .controller(policy)
                .solve()
                .requireEnd();
        assertThat(solution.statistics().accepted()).isBetween(83L, 85L); // 70 of 0.01 to ln 2, then 14 of 0.1
    }

    @Test
    void badGridsAndStepsAreNamed() {
        InitialValueProblem<double[]> problem = Problems.decay(1, 1);
        assertThatThrownBy(() -> StepSizeController.grid(1)).hasMessage("grid of 1 times: expected at least 2");
        assertThatThrownBy(() -> StepSizeController.grid(0, 1, 1))
                .hasMessageContaining("grid times 1 and 2 are 1.0 and 1.0: expected strictly rising");
        assertThatThrownBy(() -> StepSizeController.grid(0, Double.NaN, 1)).hasMessageContaining("grid time");
        assertThatThrownBy(() -> StepSizeController.fixed(-0.1)).hasMessageContaining("step -0.1: expected");
        assertThatThrownBy(() -> Solver.of(problem, ExplicitMethods.RK4)
                        .controller(StepSizeController.grid(0, 2))
                        .solve())
                .hasMessage("grid from 0.0 to 2.0: expected the problem's interval, 0.0 to 1.0");
    }
}
