/// Corrections of what a model says. Read `DataCorrection`.
@NullMarked
package org.integrand.diffusion.correction;

import org.jspecify.annotations.NullMarked;
