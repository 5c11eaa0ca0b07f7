@NullMarked
package org.integrand.diffusion.sampler;

import org.jspecify.annotations.NullMarked;
