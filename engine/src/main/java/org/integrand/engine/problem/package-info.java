/// What is integrated: fields and initial value problems. Read `VectorField` first.
@NullMarked
package org.integrand.engine.problem;

import org.jspecify.annotations.NullMarked;
