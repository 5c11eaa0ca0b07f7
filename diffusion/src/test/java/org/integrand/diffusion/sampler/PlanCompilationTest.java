package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.junit.jupiter.api.Test;

class PlanCompilationTest {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /// Processor time of this thread, the best of at most a few hundred runs: other work on the machine does
    /// not count. On the table of 1,000 levels tAB's quadrature is divided at every level.
    @Test
    void everySamplerCompilesAPlanOfFiftyStepsInLessThanAMillisecond() {
        for (NoiseSchedule schedule : List.of(VpLinear.DEFAULT, DiscreteVp.linear(1e-4, 0.02, 1000)))
            for (Sampler sampler : Samplers.samplers())
                for (TimeGrid grid : List.of(TimeGrid.logSnr(), TimeGrid.uniform()))
                    assertThat(best(sampler, schedule, grid))
                            .as("milliseconds for %s %s %s", schedule, sampler, grid)
                            .isLessThan(1);
    }

    private static double best(Sampler sampler, NoiseSchedule schedule, TimeGrid grid) {
        double best = Double.POSITIVE_INFINITY;
        int steps = 0;
        for (int run = 0; run < 500 && !(best < 1 && run >= 3); run++) {
            long began = CLOCK.getCurrentThreadCpuTime();
            Plan plan = sampler.compile(schedule, grid, 50, 1, 1e-3);
            best = Math.min(best, (CLOCK.getCurrentThreadCpuTime() - began) * 1e-6);
            steps = plan.steps().size();
        }
        assertThat(steps).isPositive();
        return best;
    }
}
