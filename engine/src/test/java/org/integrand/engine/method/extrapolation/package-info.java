@NullMarked
package org.integrand.engine.method.extrapolation;

import org.jspecify.annotations.NullMarked;
