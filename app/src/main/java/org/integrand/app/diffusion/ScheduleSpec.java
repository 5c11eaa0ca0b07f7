package org.integrand.app.diffusion;

import java.util.OptionalDouble;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Choice;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.RectifiedFlow;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpCosine;

/// How noise grows with time.
@Choice(of = "schedule", by = "type")
public sealed interface ScheduleSpec
        permits ScheduleSpec.VpLinear, ScheduleSpec.Cosine, DiscreteSpec, ScheduleSpec.Edm, ScheduleSpec.Flow {
    /// The schedule.
    NoiseSchedule schedule();

    /// The time at which sampling ends when the job does not say: as the DPM-Solver release advises, earlier
    /// for few evaluations.
    default double end(int evaluations) {
        return evaluations <= 15 ? 1e-3 : 1e-4;
    }

    /// Standard deviation of the noise that sampling starts from at time t: 1 where the variance is preserved,
    /// else sigma.
    default double startDeviation(double t) {
        return 1;
    }

    /// Variance preserving, noise rate linear in time.
    @Named(value = "vp-linear", meaning = "variance preserving, noise rate beta0 + t (beta1 - beta0), 0 <= t <= 1")
    record VpLinear(
            @Key(value = "noise rate at t = 0", otherwise = "0.1", min = 0, above = true, max = 1000)
            double beta0,

            @Key(value = "noise rate at t = 1", otherwise = "20", min = 0, above = true, max = 1000)
            double beta1)
            implements ScheduleSpec {
        public VpLinear {
            Bounds.check(VpLinear.class, "beta0", beta0);
            Bounds.check(VpLinear.class, "beta1", beta1);
            if (beta1 < beta0)
                throw new IllegalArgumentException("beta1 " + beta1 + ": expected at least beta0, which is " + beta0);
        }

        @Override
        public NoiseSchedule schedule() {
            return new org.integrand.diffusion.schedule.VpLinear(beta0, beta1);
        }
    }

    /// Variance preserving, cosine.
    @Named(value = "vp-cosine", meaning = "variance preserving, alpha a cosine of time, 0 <= t <= 0.9946")
    record Cosine(
            @Key(value = "whether alpha(0) is made 1", otherwise = "normalised")
            VpCosine.Flavour flavour,

            @Key(
                    value = "offset s of the angle (pi / 2) (t + s) / (1 + s)",
                    otherwise = "0.008",
                    min = 0,
                    above = true,
                    max = 0.5)
            double offset)
            implements ScheduleSpec {
        public Cosine {
            Bounds.check(Cosine.class, "offset", offset);
        }

        @Override
        public NoiseSchedule schedule() {
            return new VpCosine(flavour, offset);
        }
    }

    /// Variance exploding.
    @Named(
            value = "edm",
            also = "ve",
            meaning = "variance exploding: alpha 1, time is the noise level sigma (Karras et al. 2022); also called ve")
    record Edm() implements ScheduleSpec {
        private static final double LARGEST = 1e6;
        private static final double SMALLEST = 0.002;

        @Override
        public NoiseSchedule schedule() {
            return new VarianceExploding(LARGEST);
        }

        @Override
        public double end(int evaluations) {
            return SMALLEST;
        }

        @Override
        public double startDeviation(double t) {
            return t;
        }
    }

    /// Flow matching along straight lines.
    @Named(
            value = "flow",
            meaning = "flow matching: alpha = 1 - sigma, sigma = shift t / (1 + (shift - 1) t), 0 <= t <= 1")
    record Flow(
            @Key(value = "shift towards high noise; 1 is sigma = t (default 1)", min = 0, above = true, max = 1e6)
            OptionalDouble shift,

            @Key(value = "the shift as its logarithm, as it is given for an image size", min = -13, max = 13)
            OptionalDouble mu)
            implements ScheduleSpec {
        public Flow {
            shift.ifPresent(s -> Bounds.check(Flow.class, "shift", s));
            mu.ifPresent(m -> Bounds.check(Flow.class, "mu", m));
            if (shift.isPresent() && mu.isPresent())
                throw new IllegalArgumentException(
                        "mu " + mu.getAsDouble() + ": shift says it already, leave one of them out");
        }

        @Override
        public NoiseSchedule schedule() {
            return mu.isPresent() ? RectifiedFlow.dynamic(mu.getAsDouble()) : new RectifiedFlow(shift.orElse(1));
        }

        @Override
        public double startDeviation(double t) {
            return schedule().sigma(t);
        }
    }
}
