/// Tests of the testkit itself: a tool that cannot fail proves nothing.
@NullMarked
package org.integrand.testkit;

import org.jspecify.annotations.NullMarked;
