@NullMarked
package org.integrand.app.job;

import org.jspecify.annotations.NullMarked;
