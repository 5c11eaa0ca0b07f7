/// Integrals: over an interval, finite or not (`Integral`, `Quadrature`), oscillating ones
/// (`FourierIntegral`), principal values; rules of Gauss in `rule`, several dimensions in `multi`. Read
/// first: `Quadrature`, `Estimate`.
@NullMarked
package org.integrand.engine.quadrature;

import org.jspecify.annotations.NullMarked;
