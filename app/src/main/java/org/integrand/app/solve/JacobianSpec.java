package org.integrand.app.solve;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Choice;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;

/// The structure of the Jacobian as a job names it. Its entries are exact derivatives of the equations.
@Choice(of = "jacobian", by = "type")
sealed interface JacobianSpec {
    /// What the equations show.
    @Named(
            value = "auto",
            meaning =
                    "A band if the variables have an order in which it is narrow, else sparse if large and mostly empty, else dense")
    record Auto() implements JacobianSpec {}

    /// All entries.
    @Named(value = "dense", meaning = "Every variable may act on every other")
    record Dense() implements JacobianSpec {}

    /// A band, in the order of the equations; families of one range take turns.
    @Named(
            value = "banded",
            meaning = "Variables act on their neighbours only, in the order of the equations",
            impliedBy = "lower")
    record Banded(
            @Key(value = "diagonals below the main one", min = 0, max = 1e6)
            int lower,

            @Key(value = "diagonals above the main one", min = 0, max = 1e6)
            int upper)
            implements JacobianSpec {
        public Banded {
            Bounds.check(Banded.class, "lower", lower);
            Bounds.check(Banded.class, "upper", upper);
        }
    }

    /// The entries that the equations show.
    @Named(value = "sparse", meaning = "Only the entries that the equations show")
    record Sparse() implements JacobianSpec {}

    /// None.
    @Named(
            value = "matrix-free",
            meaning = "No matrix: linear systems are solved by GMRES; tolerances of 1e-7 and above")
    record MatrixFree() implements JacobianSpec {}
}
