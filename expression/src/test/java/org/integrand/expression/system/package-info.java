@NullMarked
package org.integrand.expression.system;

import org.jspecify.annotations.NullMarked;
