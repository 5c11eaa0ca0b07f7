package org.integrand.diffusion.diffusers;

import org.integrand.diffusion.schedule.Clip;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.Interpolation;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// Noise schedules whose time is the timestep that a diffusers network is told.
public sealed interface TimestepSchedule extends NoiseSchedule {
    /// Labels n = 0 ... N - 1 of a table; sigma / alpha is linear between them.
    final class Table implements TimestepSchedule {
        private final SigmaTable table;
        private final DiscreteVp levels;

        Table(SigmaTable table) {
            this.table = table;
            this.levels = DiscreteVp.of(table.levels(), Interpolation.SIGMA, Clip.NONE);
        }

        @Override
        public double logAlpha(double t) {
            return levels.logAlpha(levels.timeOfIndex(t));
        }

        @Override
        public double sigma(double t) {
            return levels.sigma(levels.timeOfIndex(t));
        }

        @Override
        public double time(double lambda) {
            return levels.index(levels.time(lambda));
        }

        @Override
        public double[] knots(double low, double high) {
            return levels.knots(low, high);
        }

        /// With the label that diffusers gives it, which is linear in ln sigma.
        @Override
        public NoiseLevel atLambda(double lambda) {
            double sigma = Math.exp(-lambda);
            return Timetable.Kind.VARIANCE_PRESERVING.level(table.label(sigma), sigma);
        }

        @Override
        public double tMin() {
            return 0;
        }

        @Override
        public double tMax() {
            return table.size() - 1;
        }

        @Override
        public String toString() {
            return "timesteps 0 ... " + (table.size() - 1);
        }
    }

    /// The label is ln(sigma / alpha) / 4, as EDM has it.
    ///
    /// @param variancePreserving whether alpha^2 + sigma^2 = 1; else alpha = 1
    /// @param least              smallest sigma / alpha
    /// @param largest            largest sigma / alpha
    record LogSigma(boolean variancePreserving, double least, double largest) implements TimestepSchedule {
        @Override
        public double logAlpha(double t) {
            return variancePreserving ? -0.5 * Math.log1p(Math.exp(8 * t)) : 0;
        }

        @Override
        public double sigma(double t) {
            return variancePreserving ? 1 / Math.sqrt(1 + Math.exp(-8 * t)) : Math.exp(4 * t);
        }

        @Override
        public double time(double lambda) {
            return -lambda / 4;
        }

        @Override
        public double tMin() {
            return Math.log(least) / 4;
        }

        @Override
        public double tMax() {
            return Math.log(largest) / 4;
        }
    }

    /// The label is N sigma, alpha = 1 - sigma.
    ///
    /// @param count N, usually 1000
    record Flow(int count) implements TimestepSchedule {
        @Override
        public double logAlpha(double t) {
            return Math.log1p(-t / count);
        }

        @Override
        public double sigma(double t) {
            return t / count;
        }

        @Override
        public double time(double lambda) {
            return count / (1 + Math.exp(lambda));
        }

        @Override
        public double tMin() {
            return 0;
        }

        @Override
        public double tMax() {
            return count;
        }
    }

    /// The label is an angle, 0 ... 1: alpha = cos(pi t / 2), sigma = sin(pi t / 2).
    record Angle() implements TimestepSchedule {
        @Override
        public double logAlpha(double t) {
            return Math.log(alpha(t));
        }

        @Override
        public double alpha(double t) {
            return t == 1 ? 0 : Math.cos(Math.PI / 2 * t);
        }

        @Override
        public double sigma(double t) {
            return Math.sin(Math.PI / 2 * t);
        }

        @Override
        public double time(double lambda) {
            return 2 / Math.PI * Math.atan(Math.exp(-lambda));
        }

        @Override
        public double tMin() {
            return 0;
        }

        @Override
        public double tMax() {
            return 1;
        }
    }
}
