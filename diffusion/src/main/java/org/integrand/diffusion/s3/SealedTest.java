package org.integrand.diffusion.s3;

import org.integrand.diffusion.plan.Plan;

/// A found schedule against a known solver on noises that no decision was made on.
///
/// @param best     what was found
/// @param baseline the known solver
/// @param loss     difference of the bounded losses, below 0 when the found one is better
/// @param value    difference of the values: RMSE or distance
public record SealedTest(Measurement best, Measurement baseline, Interval loss, Interval value) {
    /// Runs both on all noises of the sealed set.
    public static SealedTest of(Trial sealed, Plan best, Plan baseline, double scale) {
        var found = sealed.measureClosely(best);
        var known = sealed.measureClosely(baseline);
        return new SealedTest(found, known, found.lossDifference(known, scale), found.valueDifference(known));
    }
}
