@NullMarked
package org.integrand.diffusion.grid;

import org.jspecify.annotations.NullMarked;
