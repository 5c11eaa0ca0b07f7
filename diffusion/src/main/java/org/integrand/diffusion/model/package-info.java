/// Denoisers: the interface, guidance, and the models known in closed form. Read `DiffusionModel` first.
@NullMarked
package org.integrand.diffusion.model;

import org.jspecify.annotations.NullMarked;
