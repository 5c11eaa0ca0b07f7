/// Exponential integrators: the linear part of a problem is solved exactly. Read `ExponentialMethods`,
/// then
/// `ExponentialTableau` and `ExponentialStepper`; `ExponentialRosenbrock` linearizes a problem by itself.
@NullMarked
package org.integrand.engine.method.exponential;

import org.jspecify.annotations.NullMarked;
