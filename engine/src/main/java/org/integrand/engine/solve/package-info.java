/// The one loop over time and what comes out of it. Read `Solver`, then `Solution`.
@NullMarked
package org.integrand.engine.solve;

import org.jspecify.annotations.NullMarked;
