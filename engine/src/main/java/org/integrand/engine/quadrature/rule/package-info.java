/// Rules of Gauss of any order: `GaussRule`.
@NullMarked
package org.integrand.engine.quadrature.rule;

import org.jspecify.annotations.NullMarked;
