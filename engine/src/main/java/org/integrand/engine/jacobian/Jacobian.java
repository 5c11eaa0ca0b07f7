package org.integrand.engine.jacobian;

import java.util.Optional;
import org.integrand.engine.problem.InitialValueProblem;

/// What a stiff method may know of df/dy: which entries can differ from zero, and where their values come from.
///
/// Without a function the values are difference quotients. A dense Jacobian takes n evaluations of the field for
/// that, a banded one lower + upper + 1, a sparse one as many as its columns have colours.
///
/// @param structure which entries can differ from zero
/// @param function  the entries; empty: difference quotients
public record Jacobian(Structure structure, Optional<JacobianFunction> function) {
    /// Which entries can differ from zero.
    public sealed interface Structure {}

    /// All: a factorization costs 2/3 n^3 operations.
    public record Dense() implements Structure {}

    /// Those with column - row of -lower ... upper: a factorization costs about 2 n lower (lower + upper).
    public record Banded(int lower, int upper) implements Structure {
        public Banded {
            require(lower, "lower bandwidth");
            require(upper, "upper bandwidth");
        }

        private static void require(int width, String what) {
            if (width < 0) throw new IllegalArgumentException(what + " " + width + ": expected at least 0");
        }
    }

    /// Dense difference quotients, the default.
    public static Jacobian dense() {
        return new Jacobian(new Dense(), Optional.empty());
    }

    /// A dense matrix with these entries.
    public static Jacobian dense(JacobianFunction function) {
        return new Jacobian(new Dense(), Optional.of(function));
    }

    /// Difference quotients within a band: `lower` diagonals below the main one, `upper` above.
    public static Jacobian banded(int lower, int upper) {
        return new Jacobian(new Banded(lower, upper), Optional.empty());
    }

    /// A banded matrix with these entries.
    public static Jacobian banded(int lower, int upper, JacobianFunction function) {
        return new Jacobian(new Banded(lower, upper), Optional.of(function));
    }

    /// The linear systems of one solve of `problem`.
    ///
    /// @throws IllegalArgumentException when the structure does not fit the problem's dimension
    public JacobianSystem system(InitialValueProblem<double[]> problem) {
        int n = problem.space().dimension();
        return switch (structure) {
            case Dense() -> new DirectSystem(new DenseMatrix(n), problem.field(), function);
            case Banded(int lower, int upper) -> {
                int most = Math.max(lower, upper);
                if (most >= n)
                    throw new IllegalArgumentException(
                            "bandwidth " + most + ": expected less than the dimension of the state, " + n);
                yield new DirectSystem(new BandMatrix(n, lower, upper), problem.field(), function);
            }
        };
    }
}
