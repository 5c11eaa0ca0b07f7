/// Tests of the package of the same name.
@NullMarked
package org.integrand.engine.method.exponential;

import org.jspecify.annotations.NullMarked;
