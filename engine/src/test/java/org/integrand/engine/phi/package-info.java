/// Tests of the package of the same name.
@NullMarked
package org.integrand.engine.phi;

import org.jspecify.annotations.NullMarked;
