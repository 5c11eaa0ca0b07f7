@NullMarked
package org.integrand.diffusion.inversion;

import org.jspecify.annotations.NullMarked;
