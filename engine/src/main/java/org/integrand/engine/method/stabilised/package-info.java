/// Explicit methods with as many stages as stability takes, for parabolic problems too large for linear
/// systems. Read `Rkc2`.
@NullMarked
package org.integrand.engine.method.stabilised;

import org.jspecify.annotations.NullMarked;
