package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SinglestepTest {
    @Test
    void ordersAndOuterGridsAreThoseOfTheRelease() {
        int compared = 0;
        for (JsonNode c : Golden.read(SinglestepTest.class, "golden/grids.json").get("cases")) {
            if (!c.has("orders")) continue;
            NoiseSchedule schedule = c.get("schedule").asString().equals("discrete")
                    ? DiscreteVp.linear(1e-4, 0.02, 1000)
                    : VpLinear.DEFAULT;
            TimeGrid grid = switch (c.get("skip_type").asString()) {
                case "time_uniform" -> TimeGrid.uniform();
                case "time_quadratic" -> TimeGrid.quadratic();
                default -> TimeGrid.logSnr();
            };
            int order = c.get("singlestep_order").intValue();
            int evaluations = c.get("nfe").intValue();
            List<Integer> orders = StreamSupport.stream(c.get("orders").spliterator(), false)
                    .map(JsonNode::intValue)
                    .toList();
            assertThat(Singlestep.fast(evaluations, order)).isEqualTo(orders);
            Plan plan = DpmSolver.noise(Method.SINGLESTEP, order).compile(schedule, grid, evaluations, 1, 1e-3);
            double[] outer = DoubleStream.concat(
                            DoubleStream.of(1), plan.steps().stream().mapToDouble(s -> s.to().t()))
                    .toArray();
            assertThat(outer).containsExactly(Golden.numbers(c.get("t_outer")), within(1e-10));
            assertThat(plan.steps().stream().map(SinglestepTest::evaluations).toList())
                    .isEqualTo(orders);
            compared++;
        }
        assertThat(compared).isEqualTo(60);
    }

    private static int evaluations(Step step) {
        return (int) step.instructions().stream()
                .filter(Instruction.Evaluate.class::isInstance)
                .count();
    }

    @Test
    void anyNumberOfEvaluationsIsMetExactly() {
        for (int order = 1; order <= 3; order++)
            for (int n = 1; n <= 100; n++)
                assertThat(Singlestep.fast(n, order).stream().mapToInt(k -> k).sum())
                        .isEqualTo(n);
    }
}
