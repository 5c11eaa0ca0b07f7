package org.integrand.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.stiff.StiffMethods;
import org.integrand.engine.solve.Solver;

/// Stiff problems: milliseconds of processor time of a solve, and its error at the end, against SUNDIALS CVODE with the
/// same tolerances, absolute = relative / 100. Both sides take turns; the fastest solve counts.
final class StiffAgainstPeer {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 3;
    private static final double ROUND_SECONDS = 0.1;
    private static final List<StiffMethod> METHODS =
            List.of(StiffMethods.BDF, StiffMethods.RODAS5P, StiffMethods.RADAU5);

    private StiffAgainstPeer() {}

    static Table measure() {
        Optional<Cvode> cvode = Cvode.find();
        var table = new Table(
                "Stiff problems: ms a solve (error)",
                "problem, relative tolerance",
                "steps cvode",
                "steps bdf",
                "cvode",
                "bdf",
                "rodas5p",
                "radau5",
                "bdf / cvode");
        for (StiffSystem system : StiffSystem.all()) {
            double[] reference = system.reference();
            for (double tolerance : new double[] {1e-4, 1e-6, 1e-8})
                table.row(row(system, tolerance, reference, cvode));
        }
        return table;
    }

    private static String[] row(StiffSystem system, double tolerance, double[] reference, Optional<Cvode> cvode) {
        double[] fastest = new double[METHODS.size()];
        Arrays.fill(fastest, Double.POSITIVE_INFINITY);
        Optional<Cvode.Result> peer = Optional.empty();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < fastest.length; i++)
                fastest[i] = Math.min(fastest[i], fastest(solver(system, METHODS.get(i), tolerance), ROUND_SECONDS));
            int repeats = (int) Math.max(1, ROUND_SECONDS / fastest[0] / 4);
            var result = cvode.map(c -> c.solve(system, tolerance / 100, tolerance, repeats));
            if (peer.isEmpty() || result.orElseThrow().seconds() < peer.get().seconds()) peer = result;
        }
        String[] cells = new String[METHODS.size() + 5];
        cells[0] = system.name()
                + (system.points() > 0 ? " N = " + system.points() : "")
                + String.format(Locale.ROOT, ", %.0e", tolerance);
        cells[1] = peer.map(r -> Long.toString(r.steps())).orElse("-");
        cells[3] = peer.map(r -> cell(r.seconds(), StiffSystem.error(r.state(), reference)))
                .orElse("-");
        for (int i = 0; i < fastest.length; i++) {
            var solution = solver(system, METHODS.get(i), tolerance).solve().requireEnd();
            if (i == 0) cells[2] = Long.toString(solution.statistics().accepted());
            cells[4 + i] = cell(fastest[i], StiffSystem.error(solution.state(), reference));
        }
        cells[cells.length - 1] = peer.map(r -> String.format(Locale.ROOT, "%.2f", fastest[0] / r.seconds()))
                .orElse("-");
        return cells;
    }

    private static String cell(double seconds, double error) {
        return String.format(Locale.ROOT, "%.3g (%.0e)", seconds * 1e3, error);
    }

    static Solver<double[]> solver(StiffSystem system, StiffMethod method, double tolerance) {
        return Solver.of(system.problem(), method, system.jacobian()).tolerance(tolerance / 100, tolerance);
    }

    /// Processor seconds of the fastest of the solves that fit into so many seconds, or of one solve.
    static double fastest(Solver<double[]> solver, double seconds) {
        double best = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < 1 || sum < seconds; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            solver.solve().requireEnd();
            double took = (THREADS.getCurrentThreadCpuTime() - start) * 1e-9;
            best = Math.min(best, took);
            sum += took;
        }
        return best;
    }
}
