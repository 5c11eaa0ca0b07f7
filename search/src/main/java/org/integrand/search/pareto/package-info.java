/// Several objectives at once: dominance, ranking by fronts and crowding, the archive, its hypervolume.
@NullMarked
package org.integrand.search.pareto;

import org.jspecify.annotations.NullMarked;
