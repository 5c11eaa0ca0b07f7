/// Tests of ensembles.
@NullMarked
package org.integrand.engine.ensemble;

import org.jspecify.annotations.NullMarked;
