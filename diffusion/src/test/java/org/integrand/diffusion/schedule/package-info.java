@NullMarked
package org.integrand.diffusion.schedule;

import org.jspecify.annotations.NullMarked;
