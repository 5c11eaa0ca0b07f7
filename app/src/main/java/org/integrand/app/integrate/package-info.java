/// Command `integrate`: definite integrals of formulas.
@NullMarked
package org.integrand.app.integrate;

import org.jspecify.annotations.NullMarked;
