package org.integrand.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.solve.Termination.Reason;

/// What must hold for the solvers of every family.
public final class SolverChecks {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private SolverChecks() {}

    /// A solve that is ended every few attempts and begun again from its checkpoint gives the bits of a
    /// solve in one.
    public static void goesOnBitForBit(Supplier<Solver<double[]>> solver) {
        var whole = solver.get().solve().requireEnd();
        var part = solver.get().stepLimit(5).solve();
        int pieces = 1;
        while (part.termination().reason() == Reason.STEP_LIMIT) {
            pieces++;
            part = solver.get().stepLimit(3 + pieces).resume(part.checkpoint().orElseThrow());
        }
        assertThat(pieces).isGreaterThan(3);
        assertThat(part.state()).isEqualTo(whole.state());
        assertThat(part.statistics().accepted()).isEqualTo(whole.statistics().accepted());
        assertThat(part.statistics().rejected()).isEqualTo(whole.statistics().rejected());
    }

    /// More steps do not allocate more.
    public static void allocatesNothingPerStep(Solver<double[]> few, Solver<double[]> many) {
        assertThat(many.solve().requireEnd().statistics().accepted())
                .isGreaterThan(2 * few.solve().requireEnd().statistics().accepted());
        long allocatedByFew = allocated(few);
        assertThat(allocated(many)).as("bytes of a solve with more steps").isCloseTo(allocatedByFew, within(64L));
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
