@NullMarked
package org.integrand.diffusion.plan;

import org.jspecify.annotations.NullMarked;
