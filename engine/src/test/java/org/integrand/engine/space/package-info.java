/// Tests of the state spaces against naive sums.
@NullMarked
package org.integrand.engine.space;

import org.jspecify.annotations.NullMarked;
