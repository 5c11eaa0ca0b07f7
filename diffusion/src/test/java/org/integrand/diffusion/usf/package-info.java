@NullMarked
package org.integrand.diffusion.usf;

import org.jspecify.annotations.NullMarked;
