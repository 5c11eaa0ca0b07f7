/// Randomness that is a function of its key: normal numbers and Brownian paths that can be asked anywhere, in any
/// order,
/// by any thread. Read `BrownianMotion` first.
@NullMarked
package org.integrand.engine.noise;

import org.jspecify.annotations.NullMarked;
