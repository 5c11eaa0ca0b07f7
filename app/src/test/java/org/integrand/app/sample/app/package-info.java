@NullMarked
package org.integrand.app.sample.app;

import org.jspecify.annotations.NullMarked;
