/// Tests of the methods for noise.
@NullMarked
package org.integrand.engine.method.stochastic;

import org.jspecify.annotations.NullMarked;
