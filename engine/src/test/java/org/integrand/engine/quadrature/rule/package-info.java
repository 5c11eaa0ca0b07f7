/// Tests of rules against exact moments and references of 50 digits.
@NullMarked
package org.integrand.engine.quadrature.rule;

import org.jspecify.annotations.NullMarked;
