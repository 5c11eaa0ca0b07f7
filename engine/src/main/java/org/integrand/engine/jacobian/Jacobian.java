package org.integrand.engine.jacobian;

import java.util.Arrays;
import java.util.Optional;
import org.integrand.engine.problem.CallbackFailure;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;

/// What a stiff method may know of df/dy: which entries can differ from zero, and where their values come from.
///
/// Without a function the values are difference quotients. A dense Jacobian takes n evaluations of the field for
/// that, a banded one lower + upper + 1, a sparse one as many as its columns have colours.
///
/// @param structure which entries can differ from zero
/// @param function  the entries; empty: difference quotients
/// @param timeDerivative df/dt at fixed y, which Rosenbrock methods need; empty: a difference quotient
public record Jacobian(
        Structure structure, Optional<JacobianFunction> function, Optional<VectorField<double[]>> timeDerivative) {
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

    /// Those of a pattern: a factorization costs what the fill of its factors does.
    public record Sparse(SparsityPattern pattern) implements Structure {}

    /// No matrix: linear systems are solved by GMRES with difference quotients along a direction, to a relative
    /// residual of `tolerance`, restarted after `directions` evaluations of the field.
    public record MatrixFree(double tolerance, int directions) implements Structure {
        public MatrixFree {
            if (!(tolerance > 0 && tolerance < 1))
                throw new IllegalArgumentException(
                        "tolerance of linear systems " + tolerance + ": expected a number between 0 and 1");
            if (directions < 1)
                throw new IllegalArgumentException("search directions " + directions + ": expected at least 1");
        }
    }

    /// Dense difference quotients, the default.
    public static Jacobian dense() {
        return new Jacobian(new Dense(), Optional.empty(), Optional.empty());
    }

    /// A dense matrix with these entries.
    public static Jacobian dense(JacobianFunction function) {
        return new Jacobian(new Dense(), Optional.of(function), Optional.empty());
    }

    /// Difference quotients within a band: `lower` diagonals below the main one, `upper` above.
    public static Jacobian banded(int lower, int upper) {
        return new Jacobian(new Banded(lower, upper), Optional.empty(), Optional.empty());
    }

    /// A banded matrix with these entries.
    public static Jacobian banded(int lower, int upper, JacobianFunction function) {
        return new Jacobian(new Banded(lower, upper), Optional.of(function), Optional.empty());
    }

    /// Difference quotients within a pattern.
    public static Jacobian sparse(SparsityPattern pattern) {
        return new Jacobian(new Sparse(pattern), Optional.empty(), Optional.empty());
    }

    /// A sparse matrix with these entries.
    public static Jacobian sparse(SparsityPattern pattern, JacobianFunction function) {
        return new Jacobian(new Sparse(pattern), Optional.of(function), Optional.empty());
    }

    /// No matrix, for large problems of moderate stiffness: linear systems to a relative residual of 1e-8, at
    /// most 60 directions between restarts. Rosenbrock methods need it that small, and reach tolerances down to
    /// 1e-7.
    public static Jacobian matrixFree() {
        return matrixFree(1e-8);
    }

    /// No matrix, linear systems to this relative residual. With methods that iterate (BDF, Radau, ESDIRK) 1e-2
    /// is enough, because the iteration corrects itself; a Rosenbrock method needs less than the solve's
    /// tolerance.
    public static Jacobian matrixFree(double tolerance) {
        return new Jacobian(new MatrixFree(tolerance, 60), Optional.empty(), Optional.empty());
    }

    /// The same where f does not depend on t: spares a Rosenbrock method one evaluation an attempt.
    public Jacobian autonomous() {
        return timeDerivative((_, _, into) -> Arrays.fill(into, 0));
    }

    /// The same with df/dt given.
    public Jacobian timeDerivative(VectorField<double[]> derivative) {
        return new Jacobian(structure, function, Optional.of(derivative));
    }

    /// The same, with what the user's functions throw marked with its time, as a [CallbackFailure].
    public Jacobian marked() {
        return new Jacobian(
                structure,
                function.map(f -> (t, y, into) -> {
                    try {
                        f.evaluate(t, y, into);
                    } catch (RuntimeException cause) {
                        throw CallbackFailure.marked("the Jacobian", t, cause);
                    }
                }),
                timeDerivative.map(f -> (t, y, into) -> {
                    try {
                        f.evaluate(t, y, into);
                    } catch (RuntimeException cause) {
                        throw CallbackFailure.marked("the time derivative", t, cause);
                    }
                }));
    }

    /// The linear systems of one solve of `problem`.
    ///
    /// @throws IllegalArgumentException when the structure does not fit the problem's dimension
    public JacobianSystem system(InitialValueProblem<double[]> problem) {
        VectorField<double[]> field = problem.field();
        int n = problem.space().dimension();
        return switch (structure) {
            case Dense() -> new DirectSystem(() -> new DenseMatrix(n), this, field);
            case Banded(int lower, int upper) -> {
                requireFits(Math.max(lower, upper) < n, "bandwidth " + Math.max(lower, upper), "less than", n);
                yield new DirectSystem(() -> new BandMatrix(n, lower, upper), this, field);
            }
            case Sparse(SparsityPattern pattern) -> {
                requireFits(pattern.dimension == n, "sparse Jacobian of dimension " + pattern.dimension, "", n);
                yield new DirectSystem(() -> new SparseMatrix(pattern), this, field);
            }
            case MatrixFree(double tolerance, int directions) ->
                new KrylovSystem(n, this, field, tolerance, Math.min(directions, 2 * n));
        };
    }

    private static void requireFits(boolean fits, String what, String relation, int n) {
        if (!fits)
            throw new IllegalArgumentException(what + ": expected " + relation + (relation.isEmpty() ? "" : " ")
                    + "the dimension of the state, " + n);
    }
}
