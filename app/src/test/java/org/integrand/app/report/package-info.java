@NullMarked
package org.integrand.app.report;

import org.jspecify.annotations.NullMarked;
