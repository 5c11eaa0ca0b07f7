/// Methods for Y' = A(t, Y) Y that multiply by exponentials, so that the solution stays in its group.
/// Read `LieMethods`, then `LieStepper`.
@NullMarked
package org.integrand.engine.method.lie;

import org.jspecify.annotations.NullMarked;
