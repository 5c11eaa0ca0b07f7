/// Backward differentiation formulas of variable order and step. Read `Bdf`, then `StartedBdf`, `BdfStepper`,
/// `Nordsieck`, `Corrector`, `Newton`, `Choice`.
@NullMarked
package org.integrand.engine.method.bdf;

import org.jspecify.annotations.NullMarked;
