@NullMarked
package org.integrand.diffusion.diffusers;

import org.jspecify.annotations.NullMarked;
