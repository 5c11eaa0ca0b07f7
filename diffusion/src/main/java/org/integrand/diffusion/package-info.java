/// Sampling diffusion models. `schedule` says how noisy time t is, `grid` where to step, `sampler` compiles to
/// a `plan` of evaluations and weighted sums, `model` holds the denoisers that are known exactly. Read
/// [org.integrand.diffusion.plan.Plan] first.
@NullMarked
package org.integrand.diffusion;

import org.jspecify.annotations.NullMarked;
