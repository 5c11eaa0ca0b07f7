package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Choice;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.grid.TimeGrid;

/// Where a sampler steps. `steps` means what it means in the sampler's release: for the single-step DPM-Solver
/// it is the number of evaluations.
@Choice(of = "grid", by = "type")
public sealed interface GridSpec
        permits GridSpec.TimeUniform,
                GridSpec.TimeQuadratic,
                GridSpec.TimePower,
                GridSpec.LogSnr,
                GridSpec.Karras,
                GridSpec.Polyexponential,
                ReleaseGridSpec,
                ListedGridSpec {
    String STEPS = "number of steps, in the sampler's own sense of the word";

    String TO_ZERO = "whether one more step, to zero noise, follows the last point";

    /// How the points are spaced.
    TimeGrid spacing();

    /// Whether one more step, to zero noise, follows.
    boolean toZero();

    /// The grid.
    default TimeGrid grid() {
        return toZero() && !spacing().toZero() ? spacing().thenZero() : spacing();
    }

    /// How many steps.
    int steps();

    /// Uniform in time.
    @Named(value = "time-uniform", meaning = "uniform in time")
    record TimeUniform(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements GridSpec {
        public TimeUniform {
            Bounds.check(TimeUniform.class, "steps", steps);
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.TimeUniform();
        }
    }

    /// Quadratic in time.
    @Named(value = "time-quadratic", meaning = "uniform in the square root of time")
    record TimeQuadratic(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements GridSpec {
        public TimeQuadratic {
            Bounds.check(TimeQuadratic.class, "steps", steps);
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.TimePower(2);
        }
    }

    /// A power of time.
    @Named(value = "time-power", meaning = "uniform in t^(1 / exponent)")
    record TimePower(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = "exponent", otherwise = "2", min = 0, above = true, max = 100)
            double exponent,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements GridSpec {
        public TimePower {
            Bounds.check(TimePower.class, "steps", steps);
            Bounds.check(TimePower.class, "exponent", exponent);
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.TimePower(exponent);
        }
    }

    /// Uniform in lambda.
    @Named(
            value = "log-snr",
            also = {"exponential", "lu"},
            meaning = "uniform in the logarithm of the signal-to-noise ratio; also called exponential, lu")
    record LogSnr(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements GridSpec {
        public LogSnr {
            Bounds.check(LogSnr.class, "steps", steps);
        }

        /// Ending with noise.
        LogSnr(int steps) {
            this(steps, false);
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.LogSnr();
        }
    }

    /// Karras et al. 2022.
    @Named(value = "karras", meaning = "uniform in (sigma / alpha)^(1 / exponent) (Karras et al. 2022)")
    record Karras(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = "exponent", otherwise = "7", min = 0, above = true, max = 100)
            double exponent,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements GridSpec {
        public Karras {
            Bounds.check(Karras.class, "steps", steps);
            Bounds.check(Karras.class, "exponent", exponent);
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.Karras(exponent);
        }
    }

    /// k-diffusion's polyexponential grid.
    @Named(value = "polyexponential", meaning = "log(sigma / alpha) falls as (1 - i / steps)^exponent (k-diffusion)")
    record Polyexponential(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = "exponent", otherwise = "1", min = 0, above = true, max = 100)
            double exponent,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements GridSpec {
        public Polyexponential {
            Bounds.check(Polyexponential.class, "steps", steps);
            Bounds.check(Polyexponential.class, "exponent", exponent);
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.Polyexponential(exponent);
        }
    }
}
