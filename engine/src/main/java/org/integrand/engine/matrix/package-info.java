/// Functions of small dense matrices, row by row in a `double[]`: exponential and its derivative,
/// logarithm, square root, polar factors. Read `MatrixExponential` first. A function is an object
/// because it owns its workspace: it allocates when made and never again, and belongs to one thread.
@NullMarked
package org.integrand.engine.matrix;

import org.jspecify.annotations.NullMarked;
