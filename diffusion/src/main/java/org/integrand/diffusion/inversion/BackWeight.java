package org.integrand.diffusion.inversion;

import org.integrand.diffusion.schedule.NoiseLevel;

/// The weight g_i of the earlier state in a two-step sampler ([Bidirectional]), 0 < g_i: what makes it
/// invertible. In y = z / alpha it is c_i = g_i alpha_(i+1) / alpha_(i-1); h_i = rho_i - rho_(i-1) is
/// the step from level i to i - 1, rho = sigma / alpha.
public sealed interface BackWeight {
    /// g_i.
    ///
    /// @param before level i + 1, noisier
    /// @param here   level i
    /// @param after  level i - 1
    double at(NoiseLevel before, NoiseLevel here, NoiseLevel after);

    /// g_i = gamma. Source: Zhang, Lewis, Kleijn, "Exact diffusion inversion via bi-directional
    /// integration approximation" (BDIA), ECCV 2024.
    ///
    /// @param gamma 0 < gamma <= 1
    record Constant(double gamma) implements BackWeight {
        public Constant {
            if (!(gamma > 0 && gamma <= 1))
                throw new IllegalArgumentException("gamma " + gamma
                        + ": expected 0 < gamma <= 1 (1 keeps rounding smallest, 0 would be DDIM and not invertible)");
        }

        @Override
        public double at(NoiseLevel before, NoiseLevel here, NoiseLevel after) {
            return gamma;
        }
    }

    /// c_i = 1: the leapfrog rule for dy / drho = eps.
    record Leapfrog() implements BackWeight {
        @Override
        public double at(NoiseLevel before, NoiseLevel here, NoiseLevel after) {
            requireSignal(before, "leapfrog-rho");
            return after.alpha() / before.alpha();
        }
    }

    /// c_i = (h_i / h_(i+1))^2, which makes the local error of order 3. Source: Wang et al., "BELM:
    /// Bidirectional explicit linear multi-step sampler for exact inversion in diffusion models",
    /// NeurIPS 2024, O-BELM.
    record Optimal() implements BackWeight {
        @Override
        public double at(NoiseLevel before, NoiseLevel here, NoiseLevel after) {
            requireSignal(before, "o-belm");
            double ratio = (here.rho() - after.rho()) / (before.rho() - here.rho());
            return ratio * ratio * (after.alpha() / before.alpha());
        }
    }

    private static void requireSignal(NoiseLevel before, String name) {
        if (before.signalless())
            throw new IllegalArgumentException(name + " from t " + before.t()
                    + ", where alpha is 0 and rho infinite: expected a later start, or bdia");
    }
}
