/// phi functions, phi_k(z) = sum_j z^j / (j + k)!, of numbers and matrices, and their products with
/// vectors. Read `Phi` first; `DensePhi` and `KrylovPhi` are those of matrices, `PhiProducts` what
/// exponential methods need of them.
@NullMarked
package org.integrand.engine.phi;

import org.jspecify.annotations.NullMarked;
