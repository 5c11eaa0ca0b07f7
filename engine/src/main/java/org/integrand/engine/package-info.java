/// The integration engine. Read first: `space.Space` (what a state is), `problem.VectorField` (what is
/// integrated), `solve.Solver` (the one loop over time).
@NullMarked
package org.integrand.engine;

import org.jspecify.annotations.NullMarked;
