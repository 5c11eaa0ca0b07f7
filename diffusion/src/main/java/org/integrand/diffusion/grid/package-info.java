/// Time grids: where a sampler steps. Read `TimeGrid`.
@NullMarked
package org.integrand.diffusion.grid;

import org.jspecify.annotations.NullMarked;
