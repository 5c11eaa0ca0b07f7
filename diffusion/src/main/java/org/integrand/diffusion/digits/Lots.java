package org.integrand.diffusion.digits;

import java.util.stream.IntStream;

/// Works on a batch a few images at a time, each lot on one thread: the numbers depend neither on the batch nor
/// on how many threads there are.
///
/// Lots are filled up to a multiple of 16, smaller ones to their full number: the runtime's elementary functions
/// treat the last few numbers of a vector otherwise than the rest, and a sample must not depend on where it
/// stands.
///
/// @param most     images of a lot, a multiple of 16 or a divisor of it
/// @param parallel whether lots go to the common pool too
record Lots(int most, boolean parallel) {
    private static final int FULL = 16;

    /// Some images of the batch.
    ///
    /// @param from the first
    /// @param size how many
    /// @param full with what they are filled up
    record Lot(int from, int size, int full) {
        /// Numbers of the lot's images out of a batch with `width` of them an image, zeros for what fills up.
        float[] take(float[] batch, int width) {
            var part = new float[full * width];
            System.arraycopy(batch, from * width, part, 0, size * width);
            return part;
        }

        /// Puts numbers of the lot's images back.
        void put(float[] part, int width, float[] batch) {
            System.arraycopy(part, 0, batch, from * width, size * width);
        }
    }

    /// What is done with a lot.
    @FunctionalInterface
    interface Work {
        void on(Lot lot);
    }

    void forEach(int count, Work work) {
        int unit = Math.min(FULL, most);
        var lots = IntStream.range(0, Math.ceilDiv(count, most));
        (parallel ? lots.parallel() : lots).forEach(i -> {
            int size = Math.min(most, count - i * most);
            work.on(new Lot(i * most, size, Math.ceilDiv(size, unit) * unit));
        });
    }
}
