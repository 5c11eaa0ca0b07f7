/// Noise schedules: alpha_t and sigma_t of the forward marginal x_t = alpha_t x_0 + sigma_t eps. Read
/// `NoiseSchedule` first.
@NullMarked
package org.integrand.diffusion.schedule;

import org.jspecify.annotations.NullMarked;
