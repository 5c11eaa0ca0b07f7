@NullMarked
package org.integrand.app.sample.engine;

import org.jspecify.annotations.NullMarked;
