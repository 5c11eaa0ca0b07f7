package org.integrand.engine.event;

/// Which sign changes count, seen in the direction of the solve.
public enum Direction {
    /// from negative to positive
    RISING,
    /// from positive to negative
    FALLING,
    /// both
    EITHER;

    /// Whether a change to a value of this sign counts.
    public boolean counts(double signAfter) {
        return switch (this) {
            case RISING -> signAfter > 0;
            case FALLING -> signAfter < 0;
            case EITHER -> true;
        };
    }
}
