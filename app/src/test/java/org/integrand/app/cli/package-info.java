@NullMarked
package org.integrand.app.cli;

import org.jspecify.annotations.NullMarked;
