package org.integrand.engine.jacobian;

/// Where the entries of a Jacobian are written; those that are not written are 0.
@FunctionalInterface
public interface Entries {
    /// df_row / dy_column = value, both counted from 0.
    ///
    /// @throws IllegalArgumentException for an entry outside the declared structure
    void set(int row, int column, double value);
}
