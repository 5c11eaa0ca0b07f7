/// Samplers: records of options that compile to plans. Read `Ddim`, then `DpmSolver`.
@NullMarked
package org.integrand.diffusion.sampler;

import org.jspecify.annotations.NullMarked;
