/// Extrapolation of the midpoint rule: variable order and step for smooth problems. Read `GraggBulirschStoer`.
@NullMarked
package org.integrand.engine.method.extrapolation;

import org.jspecify.annotations.NullMarked;
