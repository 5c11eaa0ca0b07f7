/// Tests of the Brownian paths.
@NullMarked
package org.integrand.engine.noise;

import org.jspecify.annotations.NullMarked;
