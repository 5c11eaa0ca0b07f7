@NullMarked
package org.integrand.app.sample.diffusion;

import org.jspecify.annotations.NullMarked;
