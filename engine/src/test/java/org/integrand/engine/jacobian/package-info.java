/// Tests of Jacobians and linear systems against the matrices they stand for.
@NullMarked
package org.integrand.engine.jacobian;

import org.jspecify.annotations.NullMarked;
