/// Adams methods of variable order and step: few evaluations a step for expensive fields. Read `Adams`.
@NullMarked
package org.integrand.engine.method.adams;

import org.jspecify.annotations.NullMarked;
