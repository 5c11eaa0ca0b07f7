package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.diffusion.inversion.Amplification;
import org.integrand.diffusion.inversion.Arithmetic;

/// In which arithmetic `invert` computes.
enum InvertMode {
    /// single precision
    FLOAT(Amplification.FLOAT),
    /// double precision
    DOUBLE(Amplification.DOUBLE),
    /// fixed point, to the last bit, where every step only adds
    FIXED(0),
    /// fixed point, to the last bit, with a buffer for what multiplications leave over
    BUFFERED(0),
    /// pairs of doubles
    DOUBLE_DOUBLE(Arithmetic.DoubleDouble.ROUNDOFF);

    /// What its sums round by, relative.
    final double roundoff;

    InvertMode(double roundoff) {
        this.roundoff = roundoff;
    }

    /// How a [org.integrand.diffusion.inversion.ReversibleRun] holds the states, if there is one.
    Optional<Arithmetic> arithmetic(int fractionBits) {
        return switch (this) {
            case FLOAT, DOUBLE -> Optional.empty();
            case FIXED, BUFFERED -> Optional.of(new Arithmetic.FixedPoint(fractionBits));
            case DOUBLE_DOUBLE -> Optional.of(new Arithmetic.DoubleDouble());
        };
    }

    /// Whether what comes back is the same to the last bit.
    boolean exact() {
        return this == FIXED || this == BUFFERED;
    }
}
