package org.integrand.engine.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.solve.SolveException;
import org.integrand.engine.solve.Solver;

/// Solves the same problem many times, each time with other noise, and gives the moments of the states at the saved
/// times, or at the end where none are saved. The result is bit-equal whatever the number of threads:
/// paths are summed in blocks whose size depends on their number only, and blocks in order.
///
/// ```java
/// var result = Ensemble.of(10_000, path -> Solver.of(problem.along(motion.path(path)), milstein)
///                 .controller(StepSizeController.fixed(0.01))
///                 .saveAt(1, 2, 5))
///         .threads(4)
///         .solve();
/// ```
public final class Ensemble {
    private static final int BLOCKS = 1024;
    private static final int SHORTEST = 32; // paths in a block

    private final long paths;
    private final LongFunction<Solver<double[]>> solvers;
    private int threads = 1;
    private Progress progress = Progress.NONE;
    private Cancellation cancellation = Cancellation.NONE;

    private Ensemble(long paths, LongFunction<Solver<double[]>> solvers) {
        this.paths = paths;
        this.solvers = solvers;
    }

    /// @param paths   how many, at least 2
    /// @param solvers the solver of a path, from 0; called and run on any thread. All must save at the same times
    public static Ensemble of(long paths, LongFunction<Solver<double[]>> solvers) {
        if (paths < 2) throw new IllegalArgumentException("paths " + paths + ": expected at least 2");
        return new Ensemble(paths, solvers);
    }

    /// Threads to use, 1 unless said otherwise.
    public Ensemble threads(int count) {
        if (count < 1) throw new IllegalArgumentException("threads " + count + ": expected at least 1");
        threads = count;
        return this;
    }

    /// Who hears how many paths are done, from any thread, one call at a time.
    public Ensemble progress(Progress hears) {
        progress = hears;
        return this;
    }

    /// Who may ask to stop, between paths; the solvers have their own.
    public Ensemble cancellation(Cancellation asks) {
        cancellation = asks;
        return this;
    }

    /// Solves all paths.
    ///
    /// @throws IllegalStateException when a path does not reach its end, or saved at other times than the first
    /// @throws CancellationException when asked to stop
    public EnsembleResult solve() {
        List<Sample<double[]>> first = states(solve(0));
        long size = Math.max(SHORTEST, (paths + BLOCKS - 1) / BLOCKS);
        var done = new AtomicLong();
        var total = new PathSums(first);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<PathSums>> blocks = new ArrayList<>();
            for (long from = 0; from < paths; from += size) {
                long begin = from;
                blocks.add(pool.submit(() -> block(begin, Math.min(begin + size, paths), first, done)));
            }
            try {
                for (Future<PathSums> block : blocks) total.add(block.get());
            } catch (ExecutionException failure) {
                pool.shutdownNow();
                if (failure.getCause() instanceof RuntimeException known) throw known;
                throw new IllegalStateException(failure.getCause());
            } catch (InterruptedException interrupt) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
        }
        return new EnsembleResult(paths, total.moments(), total.statistics());
    }

    private PathSums block(long from, long to, List<Sample<double[]>> first, AtomicLong done) {
        var block = new PathSums(first);
        for (long path = from; path < to; path++) {
            if (cancellation.pending() || Thread.currentThread().isInterrupted())
                throw new CancellationException("cancelled before path " + path);
            var solution = solve(path);
            block.add(states(solution), path, solution.statistics());
            synchronized (done) {
                progress.at((double) done.incrementAndGet() / paths, "paths");
            }
        }
        return block;
    }

    private Solution<double[]> solve(long path) {
        try {
            return solvers.apply(path).solve().requireEnd();
        } catch (SolveException failed) {
            throw new IllegalStateException("path " + path + ": " + failed.getMessage(), failed);
        }
    }

    private static List<Sample<double[]>> states(Solution<double[]> solution) {
        if (!solution.saved().isEmpty()) return solution.saved();
        return List.of(new Sample<>(solution.time(), solution.state()));
    }
}
