/// df/dy for stiff methods: its structure, where it comes from, and the linear systems with it. Read `Jacobian`,
/// then `JacobianSystem`.
@NullMarked
package org.integrand.engine.jacobian;

import org.jspecify.annotations.NullMarked;
