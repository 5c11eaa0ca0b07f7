package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Choice;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.grid.TimeGrid;

/// Where a sampler steps. `steps` means what it means in the sampler's release: for the single-step DPM-Solver
/// it is the number of evaluations.
@Choice(of = "grid", by = "type", later = "diffusers-beta")
public sealed interface GridSpec {
    String STEPS = "number of steps, in the sampler's own sense of the word";

    /// How the points are spaced.
    TimeGrid grid();

    /// How many steps.
    int steps();

    /// Uniform in time.
    @Named(value = "time-uniform", meaning = "uniform in time")
    record TimeUniform(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps) implements GridSpec {
        public TimeUniform {
            Bounds.check(TimeUniform.class, "steps", steps);
        }

        @Override
        public TimeGrid grid() {
            return new TimeGrid.TimeUniform();
        }
    }

    /// Quadratic in time.
    @Named(value = "time-quadratic", meaning = "uniform in the square root of time")
    record TimeQuadratic(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps) implements GridSpec {
        public TimeQuadratic {
            Bounds.check(TimeQuadratic.class, "steps", steps);
        }

        @Override
        public TimeGrid grid() {
            return new TimeGrid.TimePower(2);
        }
    }

    /// A power of time.
    @Named(value = "time-power", meaning = "uniform in t^(1 / exponent)")
    record TimePower(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = "exponent", otherwise = "2", min = 0, above = true, max = 100)
            double exponent)
            implements GridSpec {
        public TimePower {
            Bounds.check(TimePower.class, "steps", steps);
            Bounds.check(TimePower.class, "exponent", exponent);
        }

        @Override
        public TimeGrid grid() {
            return new TimeGrid.TimePower(exponent);
        }
    }

    /// Uniform in lambda.
    @Named(value = "log-snr", meaning = "uniform in the logarithm of the signal-to-noise ratio")
    record LogSnr(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps) implements GridSpec {
        public LogSnr {
            Bounds.check(LogSnr.class, "steps", steps);
        }

        @Override
        public TimeGrid grid() {
            return new TimeGrid.LogSnr();
        }
    }

    /// Karras et al. 2022.
    @Named(value = "karras", meaning = "uniform in (sigma / alpha)^(1 / exponent) (Karras et al. 2022)")
    record Karras(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = "exponent", otherwise = "7", min = 0, above = true, max = 100)
            double exponent)
            implements GridSpec {
        public Karras {
            Bounds.check(Karras.class, "steps", steps);
            Bounds.check(Karras.class, "exponent", exponent);
        }

        @Override
        public TimeGrid grid() {
            return new TimeGrid.Karras(exponent);
        }
    }

    /// k-diffusion's polyexponential grid.
    @Named(value = "polyexponential", meaning = "log(sigma / alpha) falls as (1 - i / steps)^exponent (k-diffusion)")
    record Polyexponential(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps,

            @Key(value = "exponent", otherwise = "1", min = 0, above = true, max = 100)
            double exponent)
            implements GridSpec {
        public Polyexponential {
            Bounds.check(Polyexponential.class, "steps", steps);
            Bounds.check(Polyexponential.class, "exponent", exponent);
        }

        @Override
        public TimeGrid grid() {
            return new TimeGrid.Polyexponential(exponent);
        }
    }

    /// k-diffusion's VP grid.
    @Named(
            value = "vp-time",
            meaning = "uniform in the time of the schedule vp-linear, whatever the schedule is (k-diffusion)")
    record VpTime(
            @Key(value = STEPS, otherwise = "10", min = 1, max = 100_000)
            int steps) implements GridSpec {
        public VpTime {
            Bounds.check(VpTime.class, "steps", steps);
        }

        @Override
        public TimeGrid grid() {
            return new TimeGrid.VpTime(org.integrand.diffusion.schedule.VpLinear.DEFAULT);
        }
    }

    /// Given times.
    @Named(value = "points", meaning = "the given times", impliedBy = "points")
    record Points(
            @Key("times from the start to the end of sampling, at least two")
            double[] points) implements GridSpec {
        public Points {
            Bounds.check(Points.class, "points", points);
            if (points.length < 2)
                throw new IllegalArgumentException("points: " + points.length + " of them: expected at least 2");
        }

        @Override
        public TimeGrid grid() {
            return TimeGrid.explicit(points);
        }

        @Override
        public int steps() {
            return points.length - 1;
        }
    }
}
