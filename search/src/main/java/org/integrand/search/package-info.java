/// Search over candidates of any type: evolution helped by a learned predictor, successive halving, a Pareto
/// archive and a guard against over-fitting. Read first: [SearchSpace] (what a candidate is), then [Search].
@NullMarked
package org.integrand.search;

import org.jspecify.annotations.NullMarked;
