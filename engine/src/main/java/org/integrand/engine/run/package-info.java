/// How long work talks to whoever asked for it: progress forward, cancellation back.
@NullMarked
package org.integrand.engine.run;

import org.jspecify.annotations.NullMarked;
