/// `solve`: initial value problems given as text. Read `SolveJob`, then `SolveCommand`.
@NullMarked
package org.integrand.app.solve;

import org.jspecify.annotations.NullMarked;
