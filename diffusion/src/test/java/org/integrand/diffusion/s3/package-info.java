@NullMarked
package org.integrand.diffusion.s3;

import org.jspecify.annotations.NullMarked;
