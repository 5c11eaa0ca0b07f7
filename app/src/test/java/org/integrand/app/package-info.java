@NullMarked
package org.integrand.app;

import org.jspecify.annotations.NullMarked;
