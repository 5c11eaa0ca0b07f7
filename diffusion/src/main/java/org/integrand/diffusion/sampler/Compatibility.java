package org.integrand.diffusion.sampler;

/// Whose numbers to reproduce where the release (github.com/LuChengTHU/dpm-solver) and the mathematics differ.
///
/// | | ours | release |
/// |---|---|---|
/// | second difference of the multistep order 3 | 2 (d - e) / (r0 + r1): order 3 | half: order 2 |
/// | lower order at the end applies below | 15 steps, as the release's text says | 10 steps, as its code does |
public enum Compatibility {
    OURS(2, 15),
    RELEASE(1, 10);

    /// c in D2 = c (d - e) / (r0 + r1).
    final double secondDifference;
    /// Number of steps from which on the last steps keep their order.
    final int fewSteps;

    Compatibility(double secondDifference, int fewSteps) {
        this.secondDifference = secondDifference;
        this.fewSteps = fewSteps;
    }
}
