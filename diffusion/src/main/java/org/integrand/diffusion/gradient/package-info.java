/// Gradients of a loss of the sample with respect to the noise it began with and the parameters of the model, through
/// any plan. Read `SampleGradient` first, then `PlanTranspose`: a plan run backwards is again a plan.
@NullMarked
package org.integrand.diffusion.gradient;

import org.jspecify.annotations.NullMarked;
