/// Matrix Lie groups: what an integrator on a group needs of it. Read `MatrixGroup`.
@NullMarked
package org.integrand.engine.group;

import org.jspecify.annotations.NullMarked;
