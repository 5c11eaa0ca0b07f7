package org.integrand.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import org.integrand.engine.method.stiff.StiffMethods;
import org.integrand.engine.solve.Solver;

/// How the cost of BDF grows with the system: the Brusselator with diffusion, banded, 200 to 200,000 unknowns.
/// Processor time, the fastest of some solves.
final class CostGrowth {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double SECONDS = 3;

    private CostGrowth() {}

    static Table measure() {
        var table = new Table("BDF: cost of large systems", "points", "steps", "evaluations", "ms", "us a point");
        for (int points : new int[] {100, 1_000, 10_000, 100_000}) table.row(row(points));
        return table;
    }

    private static String[] row(int points) {
        var system = StiffSystem.brusselator(points);
        var solver =
                Solver.of(system.problem(), StiffMethods.BDF, system.jacobian()).tolerance(1e-8, 1e-6);
        double fastest = Double.POSITIVE_INFINITY;
        for (double sum = 0; sum < SECONDS; ) {
            long start = THREADS.getCurrentThreadCpuTime();
            solver.solve().requireEnd();
            double seconds = (THREADS.getCurrentThreadCpuTime() - start) * 1e-9;
            fastest = Math.min(fastest, seconds);
            sum += seconds;
        }
        var statistics = solver.solve().statistics();
        return new String[] {
            Integer.toString(points),
            Long.toString(statistics.accepted()),
            Long.toString(statistics.evaluations()),
            String.format(Locale.ROOT, "%.3g", fastest * 1e3),
            String.format(Locale.ROOT, "%.3g", fastest * 1e6 / points)
        };
    }
}
