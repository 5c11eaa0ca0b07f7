/// Methods for stiff problems. Read `StiffMethods` for the list, then the method of interest.
@NullMarked
package org.integrand.engine.method.stiff;

import org.jspecify.annotations.NullMarked;
