@NullMarked
package org.integrand.app.sample.nbody;

import org.jspecify.annotations.NullMarked;
