/// The unified sampling framework: a deterministic diffusion sampler as a list of decisions, one set a step,
/// which compiles to a plan. Read `SolverSchedule`, `Decision`, then `ScheduleCompiler`; `KnownSchedules`
/// has the solvers of the literature as points of this space.
/// Source: E. Liu, X. Ning, H. Yang, Y. Wang, "A unified sampling framework for solver searching of
/// diffusion probabilistic models", ICLR 2024 (arXiv 2312.07243).
@NullMarked
package org.integrand.diffusion.usf;

import org.jspecify.annotations.NullMarked;
