/// Commands of the field of diffusion: `sample`, `compare`, `plan`. The sealed interfaces `ModelSpec`,
/// `ScheduleSpec`, `SamplerSpec` and `GridSpec` are what a job can say; each turns itself into what the library
/// computes with.
@NullMarked
package org.integrand.app.diffusion;

import org.jspecify.annotations.NullMarked;
