package org.integrand.diffusion.sampler;

/// Whose numbers to reproduce where a release and the mathematics differ.
///
/// In multistep methods it is one place: the second difference D2 = c (d - e) / (r0 + r1) of order 3. The second
/// derivative of the parabola through three points has c = 2; the release of dpm-solver, and those who followed
/// it, have c = 1, which is of order 2 only. [DpmAdaptive] and the schedulers of diffusers say what it means to them.
public enum Compatibility {
    /// c = 2: order 3
    OURS(2),
    /// c = 1: order 2
    RELEASE(1);

    /// c.
    final double secondDifference;

    Compatibility(double secondDifference) {
        this.secondDifference = secondDifference;
    }
}
