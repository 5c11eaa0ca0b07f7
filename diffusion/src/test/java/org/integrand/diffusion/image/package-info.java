@NullMarked
package org.integrand.diffusion.image;

import org.jspecify.annotations.NullMarked;
