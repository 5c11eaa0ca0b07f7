package org.integrand.app.diffusion;

import org.integrand.app.job.Choice;
import org.integrand.app.job.Keys;
import org.integrand.app.job.Named;
import org.integrand.diffusion.grid.TimeGrid;

/// Where a sampler steps. `steps` means what it means in the sampler's release: for the single-step DPM-Solver
/// it is the number of evaluations.
@Choice(of = "grid", by = "type")
public sealed interface GridSpec permits GridSpec.Counted, ListedGridSpec {
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

    /// A grid that is told how many steps to have.
    sealed interface Counted extends GridSpec
            permits TimeUniform, TimeQuadratic, TimePower, LogSnr, Karras, Polyexponential, ReleaseGridSpec {
        /// How many.
        GridKeys.Size size();

        @Override
        default int steps() {
            return size().steps();
        }

        @Override
        default boolean toZero() {
            return size().toZero();
        }
    }

    /// Uniform in time.
    @Named(value = "time-uniform", meaning = "uniform in time")
    record TimeUniform(@Keys GridKeys.Size size) implements Counted {
        @Override
        public TimeGrid spacing() {
            return new TimeGrid.TimeUniform();
        }
    }

    /// Quadratic in time.
    @Named(value = "time-quadratic", meaning = "uniform in the square root of time")
    record TimeQuadratic(@Keys GridKeys.Size size) implements Counted {
        @Override
        public TimeGrid spacing() {
            return new TimeGrid.TimePower(2);
        }
    }

    /// A power of time.
    @Named(value = "time-power", meaning = "uniform in t^(1 / exponent)")
    record TimePower(
            @Keys GridKeys.Size size,
            @Keys(otherwise = "{exponent: 2}") GridKeys.Power power) implements Counted {
        @Override
        public TimeGrid spacing() {
            return new TimeGrid.TimePower(power.exponent());
        }
    }

    /// Uniform in lambda.
    @Named(
            value = "log-snr",
            also = {"exponential", "lu"},
            meaning = "uniform in the logarithm of the signal-to-noise ratio; also called exponential, lu")
    record LogSnr(@Keys GridKeys.Size size) implements Counted {
        /// Ending with noise.
        LogSnr(int steps) {
            this(new GridKeys.Size(steps, false));
        }

        @Override
        public TimeGrid spacing() {
            return new TimeGrid.LogSnr();
        }
    }

    /// Karras et al. 2022.
    @Named(value = "karras", meaning = "uniform in (sigma / alpha)^(1 / exponent) (Karras et al. 2022)")
    record Karras(
            @Keys GridKeys.Size size,
            @Keys(otherwise = "{exponent: 7}") GridKeys.Power power) implements Counted {
        @Override
        public TimeGrid spacing() {
            return new TimeGrid.Karras(power.exponent());
        }
    }

    /// k-diffusion's polyexponential grid.
    @Named(value = "polyexponential", meaning = "log(sigma / alpha) falls as (1 - i / steps)^exponent (k-diffusion)")
    record Polyexponential(@Keys GridKeys.Size size, @Keys GridKeys.Power power) implements Counted {
        @Override
        public TimeGrid spacing() {
            return new TimeGrid.Polyexponential(power.exponent());
        }
    }
}
