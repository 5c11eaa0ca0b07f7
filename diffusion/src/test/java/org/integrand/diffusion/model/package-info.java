@NullMarked
package org.integrand.diffusion.model;

import org.jspecify.annotations.NullMarked;
