package org.integrand.engine.ensemble;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.integrand.engine.solve.Sample;
import org.integrand.engine.solve.Solution;
import org.integrand.engine.solve.SolveException;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.solve.Termination;

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
    private static final String NOTHING = "stopped before two paths were done: nothing to keep";

    private final long paths;
    private final LongFunction<Solver<double[]>> solvers;
    private long firstPath;
    private UnaryOperator<Sample<double[]>> seen = UnaryOperator.identity();
    private long keptPaths;
    private int threads = 1;
    private Progress progress = Progress.NONE;
    private Cancellation cancellation = Cancellation.NONE;

    private Ensemble(long paths, LongFunction<Solver<double[]>> solvers) {
        this.paths = paths;
        this.solvers = solvers;
    }

    /// @param paths   how many, at least 2
    /// @param solvers the solver of a path, from [#first] on; called and run on any thread. All must
    ///     save at the same times
    public static Ensemble of(long paths, LongFunction<Solver<double[]>> solvers) {
        if (paths < 2) throw new IllegalArgumentException("paths " + paths + ": expected at least 2");
        return new Ensemble(paths, solvers);
    }

    /// The number of the first path, 0 unless said otherwise.
    public Ensemble first(long path) {
        firstPath = path;
        return this;
    }

    /// What is summed in place of the states, such as functions of them; called on any thread.
    public Ensemble seeing(UnaryOperator<Sample<double[]>> what) {
        seen = what;
        return this;
    }

    /// Keeps what is seen of so many paths, the first ones, for the result; 0 unless said otherwise.
    public Ensemble keeping(long some) {
        keptPaths = some;
        return this;
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

    /// Who may ask to stop, between paths: the result is that of the paths that were done. Solvers have their own, and
    /// a path that its solver stopped does not count.
    public Ensemble cancellation(Cancellation asks) {
        cancellation = asks;
        return this;
    }

    /// Solves all paths.
    ///
    /// @throws IllegalStateException when a path does not reach its end, or saved at other times than the first
    /// @throws CancellationException when stopped before two paths were done, or interrupted
    public EnsembleResult solve() {
        var total =
                new PathSums(solved(firstPath).map(this::seen).orElseThrow(() -> new CancellationException(NOTHING)));
        long size = Math.max(SHORTEST, (paths + BLOCKS - 1) / BLOCKS);
        var done = new AtomicLong();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<PathSums>> blocks = new ArrayList<>();
            for (long from = 0; from < paths; from += size) {
                long begin = from;
                blocks.add(pool.submit(() -> block(begin, Math.min(begin + size, paths), total.empty(), done)));
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
        if (total.paths() < 2) throw new CancellationException(NOTHING);
        return new EnsembleResult(total.paths(), total.moments(), total.statistics(), total.kept());
    }

    private PathSums block(long from, long to, PathSums block, AtomicLong done) {
        for (long k = from; k < to; k++) {
            if (cancellation.pending()) break;
            var solution = solved(firstPath + k);
            if (solution.isEmpty()) break;
            block.add(seen(solution.get()), firstPath + k, solution.get().statistics(), k < keptPaths);
            synchronized (done) {
                progress.at((double) done.incrementAndGet() / paths, "paths");
            }
        }
        return block;
    }

    /// Nothing where it was stopped.
    private Optional<Solution<double[]>> solved(long path) {
        try {
            var solution = solvers.apply(path).solve();
            if (solution.termination().reason() == Termination.Reason.CANCELLED) return Optional.empty();
            return Optional.of(solution.requireEnd());
        } catch (SolveException failed) {
            throw new IllegalStateException("path " + path + ": " + failed.getMessage(), failed);
        }
    }

    private List<Sample<double[]>> seen(Solution<double[]> solution) {
        var samples = solution.saved().isEmpty()
                ? List.of(new Sample<>(solution.time(), solution.state()))
                : solution.saved();
        return samples.stream().map(seen).toList();
    }
}
