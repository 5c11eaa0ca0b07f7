@NullMarked
package org.integrand.expression;

import org.jspecify.annotations.NullMarked;
