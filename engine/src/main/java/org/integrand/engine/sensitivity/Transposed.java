package org.integrand.engine.sensitivity;

import java.util.Optional;
import org.integrand.engine.jacobian.Entries;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.jacobian.JacobianFunction;
import org.integrand.engine.jacobian.SparsityPattern;

/// The Jacobian of an adjoint equation, factor (df/dy)^T at a state that somebody else knows, where
/// df/dy is given.
final class Transposed {
    private Transposed() {}

    /// Says where the state is.
    @FunctionalInterface
    interface StateAt {
        /// The state at `t`, to look at only.
        double[] at(double t);
    }

    /// Without a function the entries are difference quotients of the adjoint field, which is linear:
    /// exact to rounding.
    static Jacobian of(Jacobian jacobian, double factor, StateAt state) {
        return new Jacobian(
                transposed(jacobian.structure()),
                jacobian.function().map(function -> entries(function, factor, state)),
                Optional.empty());
    }

    private static JacobianFunction entries(JacobianFunction function, double factor, StateAt state) {
        var swapping = new Swapping(factor);
        return (t, _, into) -> {
            swapping.into = into;
            function.evaluate(t, state.at(t), swapping);
        };
    }

    private static Jacobian.Structure transposed(Jacobian.Structure structure) {
        return switch (structure) {
            case Jacobian.Dense dense -> dense;
            case Jacobian.MatrixFree free -> free;
            case Jacobian.Banded(int lower, int upper) -> new Jacobian.Banded(upper, lower);
            case Jacobian.Sparse(SparsityPattern pattern) -> new Jacobian.Sparse(pattern.transposed());
        };
    }

    /// Entries written at the place across the diagonal, times a factor.
    private static final class Swapping implements Entries {
        private final double factor;
        private Entries into = (_, _, _) -> {};

        Swapping(double factor) {
            this.factor = factor;
        }

        @Override
        public void set(int row, int column, double value) {
            into.set(column, row, factor * value);
        }
    }
}
