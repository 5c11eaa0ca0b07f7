/// Implicit-explicit methods for problems with a stiff and a non-stiff part. Read `ImexMethods`, then
/// `AdditiveTableau` and `AdditiveStepper`; `ImexBdf2Stepper` is the multistep method.
@NullMarked
package org.integrand.engine.method.split;

import org.jspecify.annotations.NullMarked;
