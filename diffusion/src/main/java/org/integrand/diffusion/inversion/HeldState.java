package org.integrand.diffusion.inversion;

import java.util.Arrays;
import java.util.Optional;

/// A register of a [ReversibleRun].
abstract sealed class HeldState {
    /// The nearest doubles.
    final double[] nearest;

    private HeldState(int size) {
        nearest = new double[size];
    }

    /// What the doubles leave out, or nothing.
    Optional<double[]> rest() {
        return Optional.empty();
    }

    /// x = `from`.
    abstract void set(double[] from);

    /// x = own x + others.
    abstract void advance(double own, OtherTerms others);

    /// Takes [#advance] back.
    abstract void takeBack(double own, OtherTerms others);

    /// Bits kept beside the state, a number, on average.
    double bits() {
        return 0;
    }

    /// A register that holds what the model says, or a stage: plain doubles.
    static final class Plain extends HeldState {
        Plain(int size) {
            super(size);
        }

        @Override
        void set(double[] from) {
            System.arraycopy(from, 0, nearest, 0, nearest.length);
        }

        @Override
        void advance(double own, OtherTerms others) {
            double[] sum = others.sum();
            for (int i = 0; i < nearest.length; i++) nearest[i] = own * nearest[i] + sum[i];
        }

        @Override
        void takeBack(double own, OtherTerms others) {
            throw new IllegalStateException("stages and evaluations are computed again, not taken back");
        }
    }

    /// Fixed point.
    static final class Fixed extends HeldState {
        final long[] units;
        private final Arithmetic.FixedPoint format;
        private final Optional<Remainders> remainders;

        /// @param fraction the coefficient that the register's sums in place have of their own, unless
        ///     it is 1
        Fixed(int size, Arithmetic.FixedPoint format, Optional<Fraction> fraction) {
            super(size);
            this.format = format;
            this.units = new long[size];
            this.remainders = fraction.map(f -> new Remainders(size, f));
        }

        @Override
        void set(double[] from) {
            double scale = 1 / format.unit();
            for (int i = 0; i < units.length; i++) put(i, rounded(from[i] * scale));
        }

        @Override
        void advance(double own, OtherTerms others) {
            double[] sum = others.sum();
            double scale = 1 / format.unit();
            boolean plain = own == 1 || remainders.isEmpty();
            for (int i = 0; i < units.length; i++) {
                long x = plain ? units[i] : remainders.get().multiply(i, withRoom(units[i], own));
                put(i, x + rounded(sum[i] * scale));
            }
        }

        @Override
        void takeBack(double own, OtherTerms others) {
            double[] sum = others.sum();
            double scale = 1 / format.unit();
            boolean plain = own == 1 || remainders.isEmpty();
            for (int i = 0; i < units.length; i++) {
                long x = units[i] - rounded(sum[i] * scale);
                put(i, plain ? x : remainders.get().divide(i, withRoom(x, 1 / own)));
            }
        }

        /// Checks that x times a factor is small enough.
        private long withRoom(long x, double factor) {
            if (!(Math.abs(x * factor) < 0x1p62)) throw tooLarge(x * factor * format.unit());
            return x;
        }

        private long rounded(double number) {
            if (!(Math.abs(number) < 0x1p62)) throw tooLarge(number * format.unit());
            return (long) Math.rint(number);
        }

        private void put(int i, long x) {
            if (x >= 1L << Arithmetic.FixedPoint.BITS || x <= -1L << Arithmetic.FixedPoint.BITS)
                throw tooLarge(x * format.unit());
            units[i] = x;
            nearest[i] = x * format.unit();
        }

        private ArithmeticException tooLarge(double number) {
            return new ArithmeticException(
                    "fixed point with " + format.fractionBits() + " fraction bits: a state has grown to "
                            + number + ", expected less than " + format.limit()
                            + "; a gamma nearer to 1, fewer steps or fewer fraction bits leave more room");
        }

        /// Whether nothing is kept beside the state.
        boolean untouched() {
            return remainders.map(Remainders::untouched).orElse(true);
        }

        @Override
        double bits() {
            if (remainders.isEmpty()) return 0;
            double sum = 0;
            for (int i = 0; i < units.length; i++) sum += remainders.get().bits(i);
            return sum / units.length;
        }
    }

    /// Pairs of doubles whose sum is the number.
    static final class Twofold extends HeldState {
        private final double[] low;
        private final Optional<double[]> rest;

        Twofold(int size) {
            super(size);
            low = new double[size];
            rest = Optional.of(low);
        }

        @Override
        Optional<double[]> rest() {
            return rest;
        }

        @Override
        void set(double[] from) {
            System.arraycopy(from, 0, nearest, 0, nearest.length);
            Arrays.fill(low, 0);
        }

        @Override
        void advance(double own, OtherTerms others) {
            double[] high = others.sumOfPairs();
            double[] rest = others.low();
            for (int i = 0; i < nearest.length; i++) {
                double product = own * nearest[i];
                double productRest = Math.fma(own, nearest[i], -product) + own * low[i];
                put(i, product, productRest, high[i], rest[i]);
            }
        }

        /// (x - others) / own: the quotient of the rounded numerator, corrected once by what it leaves
        /// over.
        @Override
        void takeBack(double own, OtherTerms others) {
            double[] high = others.sumOfPairs();
            double[] rest = others.low();
            for (int i = 0; i < nearest.length; i++) {
                put(i, nearest[i], low[i], -high[i], -rest[i]);
                double quotient = nearest[i] / own;
                double left = Math.fma(-quotient, own, nearest[i]) + low[i];
                put(i, quotient, 0, left / own, 0);
            }
        }

        /// The sum of two pairs. Source: T. J. Dekker, "A floating-point technique for extending the
        /// available precision", Numer. Math. 18 (1971); D. E. Knuth's exact sum.
        private void put(int i, double a, double aRest, double b, double bRest) {
            double sum = a + b;
            double of = sum - a;
            double rest = (a - (sum - of)) + (b - of) + (aRest + bRest);
            nearest[i] = sum + rest;
            low[i] = rest - (nearest[i] - sum);
        }
    }
}
