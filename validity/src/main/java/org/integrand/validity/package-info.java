/// Statistics that stay valid when the same data are asked again and again. Read first: [Thresholdout].
@NullMarked
package org.integrand.validity;

import org.jspecify.annotations.NullMarked;
