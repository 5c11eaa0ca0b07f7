/// Noise for stochastic samplers: the same numbers for a sample whatever batch it is in. Read
/// `NoiseSource`.
@NullMarked
package org.integrand.diffusion.noise;

import org.jspecify.annotations.NullMarked;
