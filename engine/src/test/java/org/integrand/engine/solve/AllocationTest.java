package org.integrand.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.integrand.engine.Problems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.event.Event;
import org.integrand.engine.method.adams.Adams;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.extrapolation.GraggBulirschStoer;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aStepAllocatesNothing() {
        for (var controller :
                List.of(StepSizeController.elementary(), StepSizeController.pi(), StepSizeController.pid())) {
            var solver = Solver.of(Problems.brusselator().problem(), ExplicitMethods.TSIT5)
                    .controller(controller)
                    .progress((_, _) -> {});
            long few = allocated(solver.tolerance(1e-5, 1e-5));
            long many = allocated(solver.tolerance(1e-9, 1e-9));
            assertThat(steps(solver)).isGreaterThan(300);
            assertThat(many)
                    .as("bytes of a solve with ten times the steps")
                    .isCloseTo(few, within(64L)); // the message has longer numbers
        }
    }

    @Test
    void aWatchedStepOfOrderNineAllocatesNothing() {
        // the second event makes the dense output's further stages necessary in many steps
        var solver = Solver.of(Problems.keplerPeriods(10).problem(), ExplicitMethods.VERNER9)
                .event(Event.of("never", (_, y) -> y[0] - 100))
                .event(Event.of("almost", (_, y) -> 0.01 + y[0] * y[0]));
        long few = allocated(solver.tolerance(1e-4, 1e-4));
        long many = allocated(solver.tolerance(1e-12, 1e-12));
        assertThat(steps(solver)).isGreaterThan(400);
        assertThat(many).isCloseTo(few, within(64L));
    }

    @Test
    void stepsOfExtrapolationAllocateNothing() {
        // both tolerances need all rows; watched, so that dense output is made
        var solver = Solver.of(Problems.keplerPeriods(50).problem(), GraggBulirschStoer.GBS)
                .event(Event.of("never", (_, y) -> y[0] - 100));
        long few = allocated(solver.tolerance(1e-10, 1e-10));
        long many = allocated(solver.tolerance(1e-12, 1e-12));
        assertThat(many).isCloseTo(few, within(8000L)); // an array of states more for a row more
    }

    @Test
    void stepsOfAdamsAllocateNothing() {
        var solver = Solver.of(Problems.keplerPeriods(10).problem(), Adams.ADAMS)
                .event(Event.of("never", (_, y) -> y[0] - 100));
        long few = allocated(solver.tolerance(1e-6, 1e-6));
        long many = allocated(solver.tolerance(1e-12, 1e-12));
        assertThat(steps(solver)).isGreaterThan(2000);
        assertThat(many).isCloseTo(few, within(200L));
    }

    private static long steps(Solver<double[]> solver) {
        return solver.solve().statistics().accepted();
    }

    /// The least of several solves: the first ones also load classes.
    private static long allocated(Solver<double[]> solver) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            solver.solve();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
