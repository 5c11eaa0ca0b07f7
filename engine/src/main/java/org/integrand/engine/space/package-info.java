/// State spaces: what a method may do with a state, and the fused kernels that do it. Read `Space` first.
@NullMarked
package org.integrand.engine.space;

import org.jspecify.annotations.NullMarked;
