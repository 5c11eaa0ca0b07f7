/// Measurements against peers and limits, each interleaved with what it is compared with. Read `Benchmarks` first.
@NullMarked
package org.integrand.benchmarks;

import org.jspecify.annotations.NullMarked;
