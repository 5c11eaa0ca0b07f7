/// What a method is: it begins a stepper, a stepper attempts steps. Read `Method`, then `Stepper`.
@NullMarked
package org.integrand.engine.method;

import org.jspecify.annotations.NullMarked;
