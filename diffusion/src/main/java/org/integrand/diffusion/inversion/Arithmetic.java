package org.integrand.diffusion.inversion;

/// In which numbers a [ReversibleRun] holds its states. The model is always asked for the nearest
/// doubles.
public sealed interface Arithmetic {
    /// Whole numbers of units 2^-fractionBits in 64 bits. A sum in place adds a rounded function of the
    /// other states, so it is undone to the last bit. Its own coefficient must be 1 or a fraction n / d
    /// of whole numbers up to 1000; for the latter what the multiplication leaves over is kept, log2(d
    /// / n) bits a step and number.
    ///
    /// @param fractionBits 0 ... 52
    record FixedPoint(int fractionBits) implements Arithmetic {
        /// Bits of the whole part, the largest size of a number is 2^(62 - fractionBits).
        static final int BITS = 62;

        public FixedPoint {
            if (fractionBits < 0 || fractionBits > 52)
                throw new IllegalArgumentException("fraction bits " + fractionBits + ": expected 0 ... 52");
        }

        /// With 40 fraction bits: numbers below 2^22 to 9e-13.
        public FixedPoint() {
            this(40);
        }

        double unit() {
            return Math.scalb(1.0, -fractionBits);
        }

        /// The size that numbers must stay below.
        public double limit() {
            return Math.scalb(1.0, BITS - fractionBits);
        }
    }

    /// Pairs of doubles, about 32 digits: not exact, but errors grow from 1e-32.
    record DoubleDouble() implements Arithmetic {
        /// Unit roundoff of the sums.
        public static final double ROUNDOFF = 0x1p-104;
    }
}
