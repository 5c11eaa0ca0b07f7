/// Tests of the geometric methods.
@NullMarked
package org.integrand.engine.method.geometric;

import org.jspecify.annotations.NullMarked;
