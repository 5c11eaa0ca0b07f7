@NullMarked
package org.integrand.diffusion;

import org.jspecify.annotations.NullMarked;
