/// Initial value problems with known solutions.
@NullMarked
package org.integrand.engine;

import org.jspecify.annotations.NullMarked;
