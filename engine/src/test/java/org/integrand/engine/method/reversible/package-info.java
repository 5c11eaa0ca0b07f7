/// Tests of the reversible methods.
@NullMarked
package org.integrand.engine.method.reversible;

import org.jspecify.annotations.NullMarked;
