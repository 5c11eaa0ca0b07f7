package org.integrand.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Seconds one call took, over the rounds of a measurement.
///
/// @param median  the figure to quote
/// @param fastest what the machine does when nothing disturbs it
record Timing(String name, double median, double fastest) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 41;
    private static final double ROUND_SECONDS = 0.004;
    private static final double WARM_SECONDS = 0.6;

    /// Which seconds are counted.
    enum Clock {
        /// the thread's own processor time: other processes disturb only what they share, caches and memory
        THREAD,
        /// time on the wall: for work that several threads share, on a quiet machine
        WALL;

        private long nanoseconds() {
            return this == THREAD ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
        }
    }

    /// What is measured.
    record Subject(String name, Runnable work) {}

    /// All subjects turn by turn, so that whatever else happens on the machine happens to all of them: warmed up
    /// first, then 41 rounds of at least 4 ms each.
    static List<Timing> interleaved(List<Subject> subjects) {
        return interleaved(subjects, Clock.THREAD);
    }

    /// The same by another clock.
    static List<Timing> interleaved(List<Subject> subjects, Clock clock) {
        long[] calls =
                subjects.stream().mapToLong(subject -> warm(subject, clock)).toArray();
        double[][] seconds = new double[subjects.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++)
            for (int i = 0; i < calls.length; i++)
                seconds[i][round] = run(subjects.get(i).work(), calls[i], clock) / calls[i];
        for (double[] of : seconds) Arrays.sort(of);
        return IntStream.range(0, calls.length)
                .mapToObj(i -> new Timing(subjects.get(i).name(), seconds[i][ROUNDS / 2], seconds[i][0]))
                .toList();
    }

    /// Processor seconds of one call by this thread, for work that takes long.
    static double once(Runnable work) {
        return run(work, 1, Clock.THREAD);
    }

    /// How many calls make a round.
    private static long warm(Subject subject, Clock clock) {
        long calls = 0;
        double seconds = 0;
        while (seconds < WARM_SECONDS || calls < 3) {
            seconds += run(subject.work(), 1, clock);
            calls++;
        }
        double last = run(subject.work(), Math.max(1, calls / 10), clock) / Math.max(1, calls / 10);
        return Math.max(1, Math.round(ROUND_SECONDS / last));
    }

    private static double run(Runnable work, long calls, Clock clock) {
        long start = clock.nanoseconds();
        for (long i = 0; i < calls; i++) work.run();
        return (clock.nanoseconds() - start) * 1e-9;
    }
}
