/// Formulas as text: read by `Parser` into `Node`s of one `Graph`, which simplifies and keeps every common
/// subexpression once; differentiated by `Derivative`; compiled to bytecode by `FormulaCompiler`. Whole systems of
/// equations are in `system`.
@NullMarked
package org.integrand.expression;

import org.jspecify.annotations.NullMarked;
