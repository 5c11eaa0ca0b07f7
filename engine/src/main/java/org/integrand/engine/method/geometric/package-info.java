/// Methods that keep what Newton's and Hamilton's equations keep: symplectic compositions of the
/// leapfrog, and Gauss-Radau quadrature of order 15 for forces. Read `GeometricMethods`, then
/// `SymplecticComposition`.
@NullMarked
package org.integrand.engine.method.geometric;

import org.jspecify.annotations.NullMarked;
