/// The interpreter that computes with libtorch, with gradients.
@NullMarked
package org.integrand.neural.torch;

import org.jspecify.annotations.NullMarked;
