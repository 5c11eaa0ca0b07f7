@NullMarked
package org.integrand.neural.network;

import org.jspecify.annotations.NullMarked;
