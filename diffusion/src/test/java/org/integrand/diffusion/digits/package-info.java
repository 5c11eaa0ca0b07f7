@NullMarked
package org.integrand.diffusion.digits;

import org.jspecify.annotations.NullMarked;
