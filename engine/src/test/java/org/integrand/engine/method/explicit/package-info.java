/// Order conditions and measured orders of the explicit methods.
@NullMarked
package org.integrand.engine.method.explicit;

import org.jspecify.annotations.NullMarked;
