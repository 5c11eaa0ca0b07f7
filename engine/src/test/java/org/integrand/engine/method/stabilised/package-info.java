/// Tests of stabilised explicit methods.
@NullMarked
package org.integrand.engine.method.stabilised;

import org.jspecify.annotations.NullMarked;
