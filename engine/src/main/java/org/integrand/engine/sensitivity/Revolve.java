package org.integrand.engine.sensitivity;

import java.util.List;

/// Goes through N steps backwards with memory for s states only: what is missing is computed again from
/// the checkpoint before it. With at most r forward sweeps over any step, N <= beta(s, r) = C(s + r,
/// s), and the number of steps made again is the least possible, r N - beta(s + 1, r - 1).
///
/// Source: A. Griewank, A. Walther, "Algorithm 799: revolve", ACM TOMS 26 (2000).
///
/// @param <S> a state as the steps know it
public final class Revolve<S> {
    private final List<S> slots;
    private final S work;
    private final Steps<S> steps;
    private long recomputed;

    /// What is done with a step.
    public interface Steps<S> {
        /// into = the state after step i from y, which may be `into` itself.
        void again(int i, S y, S into);

        /// Goes back through step i, which begins at y.
        void back(int i, S y);
    }

    /// @param slots states to be kept at the same time, at least 1; the first holds the initial one
    /// @param work  a state to step with
    public Revolve(List<S> slots, S work, Steps<S> steps) {
        this.slots = List.copyOf(slots);
        if (slots.isEmpty()) throw new IllegalArgumentException("slots 0: expected at least 1");
        this.work = work;
        this.steps = steps;
    }

    /// From the end of step count - 1 to the start of step 0, whose state is in the first slot.
    public void run(int count) {
        if (count > 0) back(0, count, 0);
    }

    /// Steps made again.
    public long recomputed() {
        return recomputed;
    }

    /// Backwards from `to` to `from`, whose state is in `slot`; the slots behind it are free.
    private void back(int from, int to, int slot) {
        int end = to;
        int free = slots.size() - slot;
        while (end - from > 1) {
            if (free == 1) {
                for (int i = end - 1; i > from; i--) {
                    advance(from, i, slots.get(slot), work);
                    steps.back(i, work);
                }
                end = from + 1;
            } else {
                int middle = from + split(end - from, free);
                advance(from, middle, slots.get(slot), slots.get(slot + 1));
                back(middle, end, slot + 1);
                end = middle;
            }
        }
        steps.back(from, slots.get(slot));
    }

    private void advance(int from, int to, S y, S into) {
        S now = y;
        for (int i = from; i < to; i++) {
            steps.again(i, now, into);
            now = into;
            recomputed++;
        }
    }

    /// Where the next checkpoint goes: on its right no step needs more than r sweeps with a slot less,
    /// on its left none more than r - 1.
    private static int split(int length, int slots) {
        int r = sweeps(length, slots);
        long middle = Math.max(beta(slots, r - 2), length - beta(slots - 1, r));
        return (int) Math.clamp(middle, 1, length - 1L);
    }

    /// The least r with beta(slots, r) >= length.
    static int sweeps(int length, int slots) {
        int r = 0;
        while (beta(slots, r) < length) r++;
        return r;
    }

    /// C(s + r, s), 0 for r < 0; no larger than needed to compare with a number of steps.
    static long beta(int s, int r) {
        if (r < 0) return 0;
        long value = 1;
        for (int i = 1; i <= Math.min(s, r); i++) {
            value = value * (s + r - Math.min(s, r) + i) / i;
            if (value > Integer.MAX_VALUE) return Integer.MAX_VALUE;
        }
        return value;
    }
}
