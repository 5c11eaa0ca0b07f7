@NullMarked
package org.integrand.diffusion.gradient;

import org.jspecify.annotations.NullMarked;
