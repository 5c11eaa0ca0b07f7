@NullMarked
package org.integrand.engine.method.adams;

import org.jspecify.annotations.NullMarked;
