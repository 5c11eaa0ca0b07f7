package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;
import org.integrand.app.job.Named;
import org.integrand.diffusion.grid.BetaDistribution;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.grid.WholeLabels;
import org.integrand.diffusion.schedule.VpLinear;

/// Grids as other libraries have them.
sealed interface ReleaseGridSpec extends GridSpec.Counted {
    /// k-diffusion's VP grid.
    @Named(
            value = "vp-time",
            meaning = "uniform in the time of the schedule vp-linear, whatever the schedule is (k-diffusion)")
    record VpTime(
            @Keys GridKeys.Size size,

            @Key(value = "growth of the noise rate, beta1 - beta0", otherwise = "19.9", min = 0, max = 900)
            double betaD,

            @Key(value = "noise rate at time 0, beta0", otherwise = "0.1", min = 0, above = true, max = 100)
            double betaMin)
            implements ReleaseGridSpec {
        public VpTime {
            Bounds.check(VpTime.class, "betaD", betaD);
            Bounds.check(VpTime.class, "betaMin", betaMin);
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.VpTime(new VpLinear(betaMin, betaMin + betaD));
        }
    }

    /// diff-sampler's time_uniform.
    @Named(
            value = "vp-time-fitted",
            meaning = "uniform in time^(1 / exponent) of a vp-linear schedule fitted to the ends (diff-sampler)")
    record FittedVpTime(
            @Keys GridKeys.Size size,
            @Keys GridKeys.Power power,

            @Key(value = "its time at the end; 1 at the start", otherwise = "0.001", min = 0, above = true, max = 0.999)
            double last)
            implements ReleaseGridSpec {
        public FittedVpTime {
            Bounds.check(FittedVpTime.class, "last", last);
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.FittedVpTime(power.exponent(), last);
        }
    }

    /// diffusers' use_beta_sigmas.
    @Named(
            value = "diffusers-beta",
            meaning = "sigma / alpha at even quantiles of a beta distribution between the ends (diffusers)")
    record BetaQuantiles(
            @Keys GridKeys.Size size,

            @Key(value = "first parameter, at the noisy end", otherwise = "0.6", min = 0, above = true, max = 100)
            double a,

            @Key(value = "second parameter", otherwise = "0.6", min = 0, above = true, max = 100)
            double b)
            implements ReleaseGridSpec {
        public BetaQuantiles {
            Bounds.check(BetaQuantiles.class, "a", a);
            Bounds.check(BetaQuantiles.class, "b", b);
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.BetaQuantiles(new BetaDistribution(a, b));
        }
    }

    /// DEIS for discrete models.
    @Named(
            value = "deis-discrete",
            meaning =
                    "levels of a discrete schedule, label^(1 / exponent) uniform, cut to whole labels (DEIS; exponent 2: its quad)")
    record WholeLevels(@Keys GridKeys.Size size, @Keys GridKeys.Power power) implements ReleaseGridSpec {
        @Override
        public TimeGrid spacing() {
            return new WholeLabels(power.exponent());
        }
    }
}
