/// Tests of the methods on groups.
@NullMarked
package org.integrand.engine.method.lie;

import org.jspecify.annotations.NullMarked;
