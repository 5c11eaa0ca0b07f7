package org.integrand.engine.quadrature.multi;

/// A region as the image of the unit cube.
public interface Region {
    /// Number of variables.
    int dimension();

    /// Writes the point of u, each coordinate between 0 and 1 exclusive, to `x`.
    ///
    /// @return the volume there for each unit of volume of u, the determinant of dx/du
    double map(double[] u, double[] x);

    /// from_i < x_i < to_i; bounds may be infinite, a pair in reverse changes the sign.
    static Region box(double[] from, double[] to) {
        return new Box(from.clone(), to.clone());
    }
}
