/// A sampler as data: an immutable plan of instructions, its builder, its text and JSON forms, and the one
/// executor (pull and push). Read `Plan`, then `PlanStepper`.
@NullMarked
package org.integrand.diffusion.plan;

import org.jspecify.annotations.NullMarked;
