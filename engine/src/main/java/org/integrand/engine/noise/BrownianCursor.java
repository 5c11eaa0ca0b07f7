package org.integrand.engine.noise;

import java.util.Arrays;

/// Reads one [BrownianMotion]; for one thread. Asking allocates nothing, and neighbouring times are cheap: the way to
/// the
/// time asked last is remembered.
///
/// A virtual Brownian tree over pairs (w, h): w the increment over an interval of length l, and h the space-time Levy
/// area, h = I / l - w / 2, independent of w and N(0, l / 12). Given the pair of an interval, the pairs of its halves
/// are
///
/// w_1, w_2 = w / 2 +- (3 / 2 h + sqrt(l) / 4 xi_1),   h_1, h_2 = h / 4 - sqrt(l) / 8 xi_1 +- sqrt(l / 48) xi_2
///
/// with normal xi keyed by (seed, path, interval). These follow from h = (w_1 - w_2) / 4 + (h_1 + h_2) / 2, whose two
/// terms
/// have variances l / 16 and l / 48. After 40 halvings W is the parabola with that increment and that integral, so
/// that W and its integral belong to one and the same function at every time. What lies between two times is put
/// together from whole intervals between them: nothing cancels. Times that are few halvings deep cost only these.
///
/// Sources: J. Foster, T. Lyons, H. Oberhauser, "An optimal polynomial approximation of Brownian motion", SIAM J.
/// Numer.
/// Anal. 58 (2020); A. Jelincic, J. Foster, P. Kidger, "Single-seed generation of Brownian paths and integrals for
/// adaptive and high order SDE solvers", 2024, arXiv 2405.06464.
public final class BrownianCursor {
    private static final int HALVINGS = 40;
    private static final long LEAVES = 1L << HALVINGS;

    private final BrownianMotion motion;
    private final int processes;
    private final double span;
    private final long key;
    private final KeyedGenerator random = new KeyedGenerator();

    // side, then depth and process: the halves at depth d of the way's interval at depth d - 1; the root at depth 0
    private final double[][] w;
    private final double[][] h;
    private long way; // the leaf asked last; its bits say left or right
    private int known; // depth of the last halves that belong to the way
    private final Piece before;
    private final Piece after;

    BrownianCursor(BrownianMotion motion) {
        this.motion = motion;
        processes = motion.processes();
        span = motion.end() - motion.start();
        key = KeyedGenerator.mixed(KeyedGenerator.mixed(motion.seed()) + motion.path());
        w = new double[2][(HALVINGS + 1) * processes];
        h = new double[2][(HALVINGS + 1) * processes];
        before = new Piece(processes);
        after = new Piece(processes);
        random.at(KeyedGenerator.mixed(key));
        for (int j = 0; j < processes; j++) {
            w[0][j] = random.nextGaussian();
            h[0][j] = Math.sqrt(1 / 12.0) * random.nextGaussian();
        }
    }

    /// increment_j = W_j(t) - W_j(s) and integral_j = int_s^t (W_j(r) - W_j(s)) dr for every process j.
    ///
    /// @throws IllegalArgumentException unless start <= s <= t <= end
    public void between(double s, double t, double[] increment, double[] integral) {
        if (!(s <= t)) throw new IllegalArgumentException("Brownian path from " + s + " to " + t + ": expected s <= t");
        double from = place(s);
        double to = place(t);
        before.clear();
        if (from < to) collect(from, to);
        double root = Math.sqrt(span);
        for (int j = 0; j < processes; j++) {
            increment[j] = root * before.w[j];
            integral[j] = root * span * before.integral[j];
        }
    }

    /// A time in units of leaves.
    private double place(double t) {
        if (!(t >= motion.start() && t <= motion.end()))
            throw new IllegalArgumentException(
                    "Brownian path at " + t + ": expected " + motion.start() + " ... " + motion.end());
        return (t - motion.start()) / span * LEAVES;
    }

    private void collect(double from, double to) {
        long first = (long) from;
        long last = (long) Math.ceil(to) - 1;
        if (first == last) {
            go(first, HALVINGS);
            before.append(from - first, to - first, HALVINGS, side(HALVINGS));
            return;
        }
        int parting = common(first, last) + 1; // the depth at which s is to the left, t to the right
        int depth = Math.max(parting, depth(from));
        go(first, depth);
        before.append(depth == HALVINGS ? from - first : 0, 1, depth, side(depth));
        for (int d = depth; d > parting; d--) if (side(d) == 0) before.append(0, 1, d, 1);

        depth = Math.max(parting, depth(to));
        go(last, depth);
        after.clear();
        after.append(0, depth == HALVINGS ? to - last : 1, depth, side(depth));
        for (int d = depth; d > parting; d--) if (side(d) == 1) after.prepend(d, 0);
        before.append(after);
    }

    /// How many halvings make this place an end of an interval.
    private static int depth(double place) {
        long leaf = (long) place;
        return leaf == place ? HALVINGS - Math.min(HALVINGS, Long.numberOfTrailingZeros(leaf)) : HALVINGS;
    }

    /// Depth of the smallest interval that holds both leaves.
    private static int common(long one, long other) {
        return HALVINGS - (Long.SIZE - Long.numberOfLeadingZeros(one ^ other));
    }

    private static double length(int depth) {
        return 1.0 / (1L << depth);
    }

    /// The half in which the way goes on: 0 left, 1 right.
    private int side(int depth) {
        return depth == 0 ? 0 : (int) ((way >>> (HALVINGS - depth)) & 1);
    }

    /// Makes `leaf` the way, known down to `depth`.
    private void go(long leaf, int depth) {
        known = Math.min(known, common(way, leaf) + 1); // the halves of the common interval belong to both
        way = leaf;
        for (; known < depth; known++) halve(known);
    }

    private void halve(int depth) {
        int parent = depth * processes;
        int child = parent + processes;
        double[] wide = w[side(depth)];
        double[] bent = h[side(depth)];
        double root = Math.sqrt(length(depth));
        double spread = root * Math.sqrt(1 / 48.0);
        random.at(KeyedGenerator.mixed(key + ((1L << depth) | (way >>> (HALVINGS - depth)))));
        for (int j = 0; j < processes; j++) {
            double half = 0.5 * wide[parent + j];
            double area = bent[parent + j];
            double x = root * random.nextGaussian();
            double tilt = 1.5 * area + 0.25 * x;
            double bulge = 0.25 * area - 0.125 * x;
            double twist = spread * random.nextGaussian();
            w[0][child + j] = half + tilt;
            w[1][child + j] = half - tilt;
            h[0][child + j] = bulge + twist;
            h[1][child + j] = bulge - twist;
        }
    }

    /// Increment and integral over a stretch of time, which grows at both ends.
    private final class Piece {
        private final double[] w;
        private final double[] integral;
        private double length;

        Piece(int processes) {
            w = new double[processes];
            integral = new double[processes];
        }

        void clear() {
            Arrays.fill(w, 0);
            Arrays.fill(integral, 0);
            length = 0;
        }

        /// Goes on with the part from ... to (of 0 ... 1) of an interval beside or on the way, on which
        /// W(a + x l) - W(a) = x w + 6 x (1 - x) h in the mean; only a leaf is taken in part.
        void append(double from, double to, int depth, int side) {
            int at = depth * processes;
            double part = to - from;
            double added = part * length(depth);
            for (int j = 0; j < processes; j++) {
                double bend = 6 * h[side][at + j];
                double slope = BrownianCursor.this.w[side][at + j] + bend * (1 - 2 * from);
                integral[j] += added * (w[j] + part * (0.5 * slope - part * bend / 3));
                w[j] += part * (slope - part * bend);
            }
            length += added;
        }

        /// Is preceded by a whole interval beside the way.
        void prepend(int depth, int side) {
            int at = depth * processes;
            for (int j = 0; j < processes; j++) {
                double wide = BrownianCursor.this.w[side][at + j];
                integral[j] += length(depth) * (0.5 * wide + h[side][at + j]) + length * wide;
                w[j] += wide;
            }
            length += length(depth);
        }

        void append(Piece next) {
            for (int j = 0; j < processes; j++) {
                integral[j] += next.length * w[j] + next.integral[j];
                w[j] += next.w[j];
            }
            length += next.length;
        }
    }
}
