/// Who chooses the steps. Read `StepSizeController`; a learned policy or a searched schedule implements it too.
@NullMarked
package org.integrand.engine.control;

import org.jspecify.annotations.NullMarked;
