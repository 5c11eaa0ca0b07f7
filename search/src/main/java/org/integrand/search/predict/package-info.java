/// Predictors that learn from evaluated candidates which of two others is the better one.
@NullMarked
package org.integrand.search.predict;

import org.jspecify.annotations.NullMarked;
