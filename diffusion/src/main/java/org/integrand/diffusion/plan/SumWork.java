package org.integrand.diffusion.plan;

import java.util.List;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.AtomicInteger;
import org.integrand.diffusion.plan.Workspace.Sum;
import org.integrand.engine.space.Space;

/// Works off weighted sums block by block, for a large state on several threads: a single one cannot make use of all
/// the memory bandwidth. Which thread computes a block, and when, changes no bit of it.
///
/// Each thread has a stretch of blocks of its own, so that they stay in its core's cache, and helps the others when it
/// is done. The caller's thread does everything itself if nobody comes to help, and waits for a helper only while
/// that one computes a block. Nothing is allocated after the first run.
final class SumWork<Y> {
    /// components a block: four registers of them stay in a core's second-level cache
    private static final int BLOCK = 16384;
    /// components of a block that several sums are applied to in turn: registers stay in the first-level cache
    private static final int TILE = 2048;
    /// fewer components are not worth waking a thread
    private static final int WORTH_A_THREAD = 1 << 17;

    private static final int MOST_THREADS = 8;

    private final Space<Y> space;
    private final int dimension;
    private final Stretch[] stretches;
    private List<Sum<Y>> sums = List.of();
    private boolean backwards;

    SumWork(Space<Y> space) {
        this(
                space,
                Math.clamp(
                        space.dimension() / WORTH_A_THREAD,
                        1,
                        Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors())));
    }

    SumWork(Space<Y> space, int threads) {
        this.space = space;
        dimension = space.dimension();
        int blocks = Math.ceilDiv(dimension, BLOCK);
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of an inner class of a generic one
        Stretch[] made = new SumWork.Stretch[threads];
        for (int i = 0; i < threads; i++)
            made[i] = new Stretch((int) ((long) blocks * i / threads), (int) ((long) blocks * (i + 1) / threads), i);
        stretches = made;
    }

    /// In alternating direction: the components that were touched last are still in the cache when the next sums begin
    /// with them.
    void run(List<Sum<Y>> what) {
        sums = what;
        for (Stretch stretch : stretches) stretch.taken.set(0);
        for (int i = 1; i < stretches.length; i++) {
            stretches[i].reinitialize();
            stretches[i].fork();
        }
        workFrom(0);
        for (int i = stretches.length - 1; i > 0; i--) if (!stretches[i].tryUnfork()) stretches[i].join();
        backwards = !backwards;
    }

    private void workFrom(int own) {
        for (int i = 0; i < stretches.length; i++) stretches[(own + i) % stretches.length].work();
    }

    private void block(int block) {
        int from = block * BLOCK;
        int to = Math.min(from + BLOCK, dimension);
        int length = sums.size() == 1 ? BLOCK : TILE;
        for (int start = from; start < to; start += length) tile(start, Math.min(start + length, to));
    }

    private void tile(int from, int to) {
        for (int i = 0; i < sums.size(); i++) {
            Sum<Y> sum = sums.get(i);
            space.combine(sum.coefficients(), sum.terms(), sum.coefficients().length, sum.into(), from, to);
        }
    }

    /// Blocks in a row, and the thread that begins with them.
    private final class Stretch extends RecursiveAction {
        private final int first;
        private final int end;
        private final int number;
        private final AtomicInteger taken = new AtomicInteger();

        Stretch(int first, int end, int number) {
            this.first = first;
            this.end = end;
            this.number = number;
        }

        void work() {
            for (int k = taken.getAndIncrement(); k < end - first; k = taken.getAndIncrement())
                block(backwards ? end - 1 - k : first + k);
        }

        @Override
        protected void compute() {
            workFrom(number);
        }
    }
}
