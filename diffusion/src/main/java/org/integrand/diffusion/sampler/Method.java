package org.integrand.diffusion.sampler;

/// Where a solver takes its higher derivatives from, and what `steps` means.
public enum Method {
    /// stages inside a step; `steps` is the number of evaluations, filled up by smaller orders at the end
    /// ("fast")
    SINGLESTEP,
    /// stages inside a step; floor(`steps` / order) steps of the full order
    SINGLESTEP_FIXED,
    /// evaluations of earlier steps; `steps` steps of one evaluation each
    MULTISTEP
}
