@NullMarked
package org.integrand.app.diffusion;

import org.jspecify.annotations.NullMarked;
