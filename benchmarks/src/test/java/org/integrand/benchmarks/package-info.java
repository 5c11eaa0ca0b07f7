/// Tests of what the measurements rest on.
@NullMarked
package org.integrand.benchmarks;

import org.jspecify.annotations.NullMarked;
