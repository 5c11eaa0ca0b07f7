/// Many solves and what they have in common: means and variances with their errors. Read `Ensemble`.
@NullMarked
package org.integrand.engine.ensemble;

import org.jspecify.annotations.NullMarked;
