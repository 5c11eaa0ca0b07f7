/// The training loop: Adam, moving average of the weights, checkpoints.
@NullMarked
package org.integrand.neural.train;

import org.jspecify.annotations.NullMarked;
