package org.integrand.app.diffusion;

import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.grid.ListedGrid;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A grid whose points are given; they say where sampling starts and ends and in how many steps.
sealed interface ListedGridSpec extends GridSpec {
    /// What is listed.
    double[] values();

    /// The points as times of a schedule, without a last step to zero noise.
    default double[] times(NoiseSchedule schedule) {
        if (spacing().spacing() instanceof ListedGrid listed) return listed.times(schedule);
        throw new IllegalStateException("a listed grid of " + spacing());
    }

    @Override
    default int steps() {
        return values().length - (spacing().toZero() ? 2 : 1);
    }

    private static void requireTwo(String key, double[] values) {
        if (values.length < 2)
            throw new IllegalArgumentException(key + ": " + values.length + " of them: expected at least 2");
    }

    /// Given times.
    @Named(value = "points", meaning = "the given times", impliedBy = "points")
    record Points(
            @Key("times from the start to the end of sampling, at least two")
            double[] points,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements ListedGridSpec {
        public Points {
            Bounds.check(Points.class, "points", points);
            requireTwo("points", points);
        }

        @Override
        public double[] values() {
            return points;
        }

        @Override
        public TimeGrid spacing() {
            return TimeGrid.explicit(points);
        }
    }

    /// Given noise levels.
    @Named(value = "sigmas", meaning = "the given noise levels sigma / alpha", impliedBy = "sigmas")
    record Sigmas(
            @Key(
                    value =
                            "noise levels from the start to the end of sampling, at least two; a last 0 is a step to zero"
                                    + " noise",
                    min = 0)
            double[] sigmas,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements ListedGridSpec {
        public Sigmas {
            Bounds.check(Sigmas.class, "sigmas", sigmas);
            requireTwo("sigmas", sigmas);
        }

        @Override
        public double[] values() {
            return sigmas;
        }

        @Override
        public TimeGrid spacing() {
            return TimeGrid.sigmas(sigmas);
        }
    }

    /// Given half log signal-to-noise ratios.
    @Named(value = "lambdas", meaning = "the given values of lambda = log(alpha / sigma)", impliedBy = "lambdas")
    record Lambdas(
            @Key("values of lambda from the start to the end of sampling, at least two")
            double[] lambdas,

            @Key(value = TO_ZERO, otherwise = "false") boolean toZero)
            implements ListedGridSpec {
        public Lambdas {
            Bounds.check(Lambdas.class, "lambdas", lambdas);
            requireTwo("lambdas", lambdas);
        }

        @Override
        public double[] values() {
            return lambdas;
        }

        @Override
        public TimeGrid spacing() {
            return TimeGrid.lambdas(lambdas);
        }
    }
}
