/// Tests of the stiff methods: orders, reference problems, allocation.
@NullMarked
package org.integrand.engine.method.stiff;

import org.jspecify.annotations.NullMarked;
