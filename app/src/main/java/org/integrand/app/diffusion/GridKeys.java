package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;

/// Groups of keys that several grids share.
final class GridKeys {
    private GridKeys() {}

    /// How many points there are.
    record Size(
            @Key(
                    value = "number of steps, in the sampler's own sense of the word",
                    otherwise = "10",
                    min = 1,
                    max = 100_000)
            int steps,

            @Key(value = GridSpec.TO_ZERO, otherwise = "false")
            boolean toZero) {
        Size {
            Bounds.check(Size.class, "steps", steps);
        }
    }

    /// The power in which points are uniform.
    record Power(
            @Key(value = "exponent", otherwise = "1", min = 0, above = true, max = 100)
            double exponent) {
        Power {
            Bounds.check(Power.class, "exponent", exponent);
        }
    }
}
