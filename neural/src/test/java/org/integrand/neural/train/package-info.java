@NullMarked
package org.integrand.neural.train;

import org.jspecify.annotations.NullMarked;
