/// Schedulers of diffusers from their `scheduler_config.json`, compiled to plans. Read `SchedulerConfig`, then
/// `Scheduler`.
@NullMarked
package org.integrand.diffusion.diffusers;

import org.jspecify.annotations.NullMarked;
