/// Tests of cubature on the families of Genz.
@NullMarked
package org.integrand.engine.quadrature.multi;

import org.jspecify.annotations.NullMarked;
