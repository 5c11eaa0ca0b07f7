/// Tests of command `integrate`.
@NullMarked
package org.integrand.app.integrate;

import org.jspecify.annotations.NullMarked;
