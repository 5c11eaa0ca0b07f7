/// Tests of the solve loop: golden problems, dense output, ways to end.
@NullMarked
package org.integrand.engine.solve;

import org.jspecify.annotations.NullMarked;
