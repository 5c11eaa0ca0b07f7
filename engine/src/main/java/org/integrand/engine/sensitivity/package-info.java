/// Gradients of a loss of the trajectory with respect to the initial state, parameters and times, in
/// five modes. Read `ParametricField`, `Loss`, then `Sensitivity`.
@NullMarked
package org.integrand.engine.sensitivity;

import org.jspecify.annotations.NullMarked;
