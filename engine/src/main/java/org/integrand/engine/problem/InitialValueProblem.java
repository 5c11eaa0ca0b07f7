package org.integrand.engine.problem;

import org.integrand.engine.space.Space;

/// y' = f(t, y), y(t0) = y0, wanted at t1, which may lie before t0.
///
/// @param space what the states are
/// @param field f
/// @param t0    the start, finite
/// @param t1    the end, finite and different from t0
/// @param y0    the initial state, finite; copied here, and copied again by the accessor
public record InitialValueProblem<Y>(Space<Y> space, VectorField<Y> field, double t0, double t1, Y y0) {
    /// @throws IllegalArgumentException when an argument breaks its bounds or the state does not fit the space
    public InitialValueProblem {
        if (!Double.isFinite(t0)) throw new IllegalArgumentException("t0 " + t0 + ": expected a finite number");
        if (!Double.isFinite(t1)) throw new IllegalArgumentException("t1 " + t1 + ": expected a finite number");
        if (t0 == t1)
            throw new IllegalArgumentException(
                    "t0 and t1 are both " + t0 + ": expected an interval of positive length");
        if (!Double.isFinite(t1 - t0))
            throw new IllegalArgumentException("t1 - t0 = " + (t1 - t0) + ": expected a finite length");
        double norm = space.norm(y0);
        if (!Double.isFinite(norm))
            throw new IllegalArgumentException("initial state of norm " + norm + ": expected finite components");
        y0 = copy(space, y0);
    }

    /// A copy of the initial state.
    @Override
    public Y y0() {
        return copy(space, y0);
    }

    /// The same problem with another field, for example one that counts its evaluations.
    public InitialValueProblem<Y> with(VectorField<Y> other) {
        return new InitialValueProblem<>(space, other, t0, t1, y0);
    }

    /// The same equation between other times, from another state.
    public InitialValueProblem<Y> between(double start, double end, Y state) {
        return new InitialValueProblem<>(space, field, start, end, state);
    }

    private static <Y> Y copy(Space<Y> space, Y y) {
        Y copy = space.allocate();
        space.copy(y, copy);
        return copy;
    }
}
