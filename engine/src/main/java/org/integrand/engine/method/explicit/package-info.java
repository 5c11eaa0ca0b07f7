/// Explicit Runge-Kutta methods: each one is a table with its source. Read `ExplicitMethods`, then
/// `ButcherTableau`; the arithmetic of all of them is `ExplicitStepper`.
@NullMarked
package org.integrand.engine.method.explicit;

import org.jspecify.annotations.NullMarked;
