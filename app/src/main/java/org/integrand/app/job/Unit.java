package org.integrand.app.job;

import java.math.BigDecimal;
import java.math.MathContext;

/// A unit: x of it are (x + offset) scale in SI base units. Only temperatures have an offset.
record Unit(Dimension dimension, BigDecimal scale, BigDecimal offset) {
    private static final MathContext DIGITS = new MathContext(40);

    static final Unit ONE = new Unit(Dimension.NONE, BigDecimal.ONE, BigDecimal.ZERO);

    /// A multiple of a product of base units.
    static Unit of(String scale, Dimension dimension) {
        return new Unit(dimension, new BigDecimal(scale), BigDecimal.ZERO);
    }

    boolean hasOffset() {
        return offset.signum() != 0;
    }

    Unit times(Unit other) {
        return new Unit(dimension.times(other.dimension), scale.multiply(other.scale, DIGITS), BigDecimal.ZERO);
    }

    Unit times(BigDecimal factor) {
        return new Unit(dimension, scale.multiply(factor, DIGITS), offset);
    }

    Unit power(int n) {
        return new Unit(dimension.power(n), scale.pow(n, DIGITS), BigDecimal.ZERO);
    }

    /// A number of this unit in SI base units, rounded once.
    double si(BigDecimal number) {
        return number.add(offset, DIGITS).multiply(scale, DIGITS).doubleValue();
    }
}
