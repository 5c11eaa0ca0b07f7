/// Samplers that can be undone exactly, and their undoing: latents of data, and back. Read
/// `TwoWaySampler`, then `Bidirectional` and `PlanInverse`; `IntegerRun` undoes to the last bit.
@NullMarked
package org.integrand.diffusion.inversion;

import org.jspecify.annotations.NullMarked;
