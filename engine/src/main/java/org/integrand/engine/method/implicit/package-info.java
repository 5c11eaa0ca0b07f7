/// Implicit Runge-Kutta methods for stiff problems. Read `Radau5` and `RadauStepper`, then `EsdirkTableau` and
/// `EsdirkStepper`, whose stages `NewtonStages` solves; `Contraction` judges the Newton iterations of both.
@NullMarked
package org.integrand.engine.method.implicit;

import org.jspecify.annotations.NullMarked;
