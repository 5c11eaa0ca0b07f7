/// Tests of the step-size controllers.
@NullMarked
package org.integrand.engine.control;

import org.jspecify.annotations.NullMarked;
