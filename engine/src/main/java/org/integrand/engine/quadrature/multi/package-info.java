/// Integrals over regions of several dimensions: `MultipleIntegral`, `Cubature`.
@NullMarked
package org.integrand.engine.quadrature.multi;

import org.jspecify.annotations.NullMarked;
