/// Tests of the package of the same name.
@NullMarked
package org.integrand.engine.method.implicit;

import org.jspecify.annotations.NullMarked;
