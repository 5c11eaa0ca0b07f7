/// Tests of the matrix functions.
@NullMarked
package org.integrand.engine.matrix;

import org.jspecify.annotations.NullMarked;
