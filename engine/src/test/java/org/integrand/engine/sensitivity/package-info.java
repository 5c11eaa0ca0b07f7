/// Tests of the sensitivities.
@NullMarked
package org.integrand.engine.sensitivity;

import org.jspecify.annotations.NullMarked;
