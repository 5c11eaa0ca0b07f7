/// Tests of integrals against closed forms, and against another implementation's evaluations.
@NullMarked
package org.integrand.engine.quadrature;

import org.jspecify.annotations.NullMarked;
