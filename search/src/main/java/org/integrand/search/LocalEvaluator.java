package org.integrand.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/// Evaluates on threads of this machine, each taking the next task when it is done with one.
///
/// @param threads how many tasks run at once, at least 1
public record LocalEvaluator<C>(Objective<C> objective, int threads) implements Evaluator<C> {
    public LocalEvaluator {
        if (threads < 1) throw new IllegalArgumentException("threads " + threads + ": expected at least 1");
    }

    /// One thread for each processor.
    public static <C> LocalEvaluator<C> of(Objective<C> objective) {
        return new LocalEvaluator<>(objective, Runtime.getRuntime().availableProcessors());
    }

    /// @throws IllegalStateException naming the candidate whose evaluation threw
    @Override
    public void evaluate(List<Task<C>> tasks, Done done, BooleanSupplier stop) {
        var next = new AtomicInteger();
        var failures = new ConcurrentLinkedQueue<IllegalStateException>();
        var lock = new Object();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                if (!failures.isEmpty() || stop.getAsBoolean()) return;
                var task = tasks.get(i);
                try {
                    double[] objectives = objective.evaluate(task.candidate(), task.fidelity(), task.seed());
                    synchronized (lock) {
                        done.accept(i, objectives);
                    }
                } catch (RuntimeException | Error e) {
                    failures.add(new IllegalStateException("candidate " + task.key() + ": " + e, e));
                }
            }
        };
        var helpers = new ArrayList<Thread>();
        for (int i = 1; i < Math.min(threads, tasks.size()); i++)
            helpers.add(Thread.ofPlatform().name("search-" + i).daemon().start(work));
        work.run();
        for (var helper : helpers) join(helper);
        if (!failures.isEmpty()) throw failures.peek();
    }

    /// Waits for the thread even when interrupted: its result belongs to the search. The interrupt stays noted.
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
