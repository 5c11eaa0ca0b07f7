/// Tests of the noise of stochastic samplers.
@NullMarked
package org.integrand.diffusion.noise;

import org.jspecify.annotations.NullMarked;
