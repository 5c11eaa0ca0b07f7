package org.integrand.diffusion.usf;

import java.util.List;
import org.integrand.diffusion.plan.PerComponent;

/// What a step comes to: x = carry x_state + sum of weight * P_point + offset, for each component of a sample.
///
/// @param state  number of the point whose state the step starts from
/// @param form   of the values P
/// @param offset not 0 only with statistics
record Update(int state, Form form, PerComponent carry, List<Use> uses, PerComponent offset) {
    /// One summand.
    ///
    /// @param point number of the point whose value it is
    record Use(int point, PerComponent weight) {}

    /// Without the value of a point, because it is 0.
    Update without(int point) {
        return new Update(
                state,
                form,
                carry,
                uses.stream().filter(use -> use.point != point).toList(),
                offset);
    }

    /// With the value of a point read elsewhere.
    Update reading(int point, int instead) {
        return new Update(
                state,
                form,
                carry,
                uses.stream()
                        .map(use -> use.point == point ? new Use(instead, use.weight) : use)
                        .toList(),
                offset);
    }
}
