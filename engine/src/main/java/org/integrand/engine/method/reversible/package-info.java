/// Methods whose steps can be undone exactly, up to rounding, so that reverse mode needs no memory of
/// the way. Read `ReversibleMethod`.
@NullMarked
package org.integrand.engine.method.reversible;

import org.jspecify.annotations.NullMarked;
