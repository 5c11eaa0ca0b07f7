@NullMarked
package org.integrand.diffusion.tuning;

import org.jspecify.annotations.NullMarked;
