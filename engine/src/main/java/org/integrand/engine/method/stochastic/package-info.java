/// Methods for stochastic differential equations along given Brownian paths. Read `StochasticMethods`, then
/// `StochasticStep` and a scheme.
@NullMarked
package org.integrand.engine.method.stochastic;

import org.jspecify.annotations.NullMarked;
