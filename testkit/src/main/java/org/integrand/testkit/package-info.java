/// What all tests share: seeded properties, convergence orders, golden data.
@NullMarked
package org.integrand.testkit;

import org.jspecify.annotations.NullMarked;
