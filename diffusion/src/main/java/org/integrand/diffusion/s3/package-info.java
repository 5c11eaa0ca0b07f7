/// S^3, the search for a solver schedule: the space of schedules, what their samples are measured by, the three
/// disjoint sets of noises, and the search itself. Read `ScheduleSearch`, then `ScheduleSpace` and [Score].
/// Source: E. Liu, X. Ning, H. Yang, Y. Wang, "A unified sampling framework for solver searching of diffusion
/// probabilistic models", ICLR 2024 (arXiv 2312.07243).
@NullMarked
package org.integrand.diffusion.s3;

import org.jspecify.annotations.NullMarked;
