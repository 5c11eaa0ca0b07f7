@NullMarked
package org.integrand.app.solve;

import org.jspecify.annotations.NullMarked;
