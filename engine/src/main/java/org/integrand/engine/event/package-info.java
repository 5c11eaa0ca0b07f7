/// What may happen during a solve: sign changes of functions of the solution, found and acted upon. Read `Event`.
@NullMarked
package org.integrand.engine.event;

import org.jspecify.annotations.NullMarked;
