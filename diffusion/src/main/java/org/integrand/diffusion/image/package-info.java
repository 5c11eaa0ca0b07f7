/// Sets of pictures from files. Read `ImageSet` first.
@NullMarked
package org.integrand.diffusion.image;

import org.jspecify.annotations.NullMarked;
