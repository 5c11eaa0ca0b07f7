package org.integrand.diffusion.schedule;

/// What becomes of the last levels of a table when they have too little signal, lambda < `lambdaMin`. They are few,
/// and sampling from them goes wrong: the cosine table ends at lambda = -10.
public record Clip(Policy policy, double lambdaMin) {
    /// What is done.
    public enum Policy {
        /// they stay
        NONE,
        /// they are dropped and the rest is stretched over 0 < t <= 1: the DPM-Solver release
        STRETCH,
        /// they are out of range, the rest keeps its times: `lambda_min_clipped` of diffusers
        LIMIT
    }

    /// The table as it is.
    public static final Clip NONE = new Clip(Policy.NONE, Double.NEGATIVE_INFINITY);
    /// The DPM-Solver release. Of the usual tables only the cosine loses any: the linear one ends at -5.02.
    public static final Clip DPM_SOLVER = new Clip(Policy.STRETCH, -5.1);

    public Clip {
        if (Double.isNaN(lambdaMin) || (policy != Policy.NONE && !(Math.abs(lambdaMin) <= 100)))
            throw new IllegalArgumentException("clip at lambda " + lambdaMin + ": expected -100 ... 100");
    }

    /// Levels below a bound are out of range, as diffusers' `lambda_min_clipped`.
    public static Clip limit(double lambdaMin) {
        return new Clip(Policy.LIMIT, lambdaMin);
    }

    /// How many levels stay.
    int kept(NoiseTable table) {
        int kept = table.size();
        if (policy != Policy.NONE) while (kept > 0 && table.lambda(kept - 1) < lambdaMin) kept--;
        if (kept < 2)
            throw new IllegalArgumentException(
                    "betas: " + kept + " of " + table.size() + " noise levels have lambda >= " + lambdaMin
                            + ", expected at least 2; the first betas are too large");
        return kept;
    }
}
