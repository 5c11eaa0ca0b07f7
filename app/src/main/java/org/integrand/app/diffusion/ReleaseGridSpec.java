package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.grid.BetaDistribution;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.grid.WholeLabels;
import org.integrand.diffusion.schedule.VpLinear;

/// Grids as other libraries have them.
sealed interface ReleaseGridSpec extends GridSpec {
    /// k-diffusion's VP grid.
    @Named(
            value = "vp-time",
            meaning = "uniform in the time of the schedule vp-linear, whatever the schedule is (k-diffusion)")
    record VpTime(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = "growth of the noise rate, beta1 - beta0", otherwise = "19.9", min = 0, max = 900)
            double betaD,

            @Key(value = "noise rate at time 0, beta0", otherwise = "0.1", min = 0, above = true, max = 100)
            double betaMin,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements ReleaseGridSpec {
        public VpTime {
            Bounds.check(VpTime.class, "steps", steps);
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
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = "exponent", otherwise = "1", min = 0, above = true, max = 100)
            double exponent,

            @Key(value = "its time at the end; 1 at the start", otherwise = "0.001", min = 0, above = true, max = 0.999)
            double last,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements ReleaseGridSpec {
        public FittedVpTime {
            Bounds.check(FittedVpTime.class, "steps", steps);
            Bounds.check(FittedVpTime.class, "exponent", exponent);
            Bounds.check(FittedVpTime.class, "last", last);
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.FittedVpTime(exponent, last);
        }
    }

    /// diffusers' use_beta_sigmas.
    @Named(
            value = "diffusers-beta",
            meaning = "sigma / alpha at even quantiles of a beta distribution between the ends (diffusers)")
    record BetaQuantiles(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = "first parameter, at the noisy end", otherwise = "0.6", min = 0, above = true, max = 100)
            double a,

            @Key(value = "second parameter", otherwise = "0.6", min = 0, above = true, max = 100)
            double b,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements ReleaseGridSpec {
        public BetaQuantiles {
            Bounds.check(BetaQuantiles.class, "steps", steps);
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
            meaning = "levels of a discrete schedule, label^(1 / exponent) uniform, cut to whole labels (DEIS)")
    record WholeLevels(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = "exponent; 2 is quad", otherwise = "1", min = 0, above = true, max = 100)
            double exponent,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements ReleaseGridSpec {
        public WholeLevels {
            Bounds.check(WholeLevels.class, "steps", steps);
            Bounds.check(WholeLevels.class, "exponent", exponent);
        }

        @Override
        public TimeGrid spacing() {
            return new WholeLabels(exponent);
        }
    }
}
