/// Systems of ordinary differential equations as text. Read `SystemText`, what is written; then `EquationSystem`,
/// what is made of it.
@NullMarked
package org.integrand.expression.system;

import org.jspecify.annotations.NullMarked;
