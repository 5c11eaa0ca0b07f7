package org.integrand.diffusion.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;

/// Where a sampler steps: the points t_0 = `start`, ..., t_N = `end` of a schedule, strictly monotone
/// (decreasing when sampling, increasing when a sample is carried back to noise). The first and the last point
/// are exactly the given ones. Below, f = i / N.
public sealed interface TimeGrid permits EvenGrid, ListedGrid, WholeLabels, TimeGrid.ToZero {
    /// t linear in i: t = start + f (end - start).
    record TimeUniform() implements EvenGrid {}

    /// t^(1/k) linear in i: k = 1 is [TimeUniform], 2 is the "time_quadratic" of DPM-Solver, DEIS calls k
    /// `ts_order`.
    record TimePower(double exponent) implements EvenGrid {
        public TimePower {
            EvenGrid.requireExponent(exponent);
        }
    }

    /// lambda linear in i: "logSNR" of DPM-Solver, "exponential" of k-diffusion, "log" of DEIS, "lu" of diffusers.
    record LogSnr() implements EvenGrid {}

    /// rho^(1/k) linear in i, k = 7. Source: Karras et al. 2022, eq. 5.
    record Karras(double exponent) implements EvenGrid {
        public Karras {
            EvenGrid.requireExponent(exponent);
        }
    }

    /// ln rho = ln rho_N + (1 - f)^k (ln rho_0 - ln rho_N): k = 1 is [LogSnr]. Source: k-diffusion,
    /// `get_sigmas_polyexponential`.
    record Polyexponential(double exponent) implements EvenGrid {
        public Polyexponential {
            EvenGrid.requireExponent(exponent);
        }
    }

    /// rho = rho_N + (rho_0 - rho_N) Q(1 - f), Q the quantiles of a beta distribution: dense at both ends. Source:
    /// diffusers, `use_beta_sigmas` (a = b = 0.6), after Lee et al., "Beta sampling is all you need", 2024.
    record BetaQuantiles(BetaDistribution distribution) implements EvenGrid {
        /// a = b = 0.6.
        public BetaQuantiles() {
            this(new BetaDistribution(0.6, 0.6));
        }
    }

    /// Uniform in the time of another schedule, a VP-linear one, whatever schedule the model has: k-diffusion's
    /// `get_sigmas_vp` with beta_min = beta0 and beta_d = beta1 - beta0, there 0.1 and 19.9.
    record VpTime(VpLinear clock) implements EvenGrid {}

    /// As [VpTime] and [TimePower]: s^(1/k) linear in i, where s is the time of the VP-linear schedule that has the
    /// noise of `start` at s = 1 and that of `end` at s = `last`, usually 1e-3: L = log(1 + rho^2) = b_d s^2 / 2 +
    /// b_min s. Source: diff-sampler, `time_uniform`.
    record FittedVpTime(double exponent, double last) implements EvenGrid {
        public FittedVpTime {
            EvenGrid.requireExponent(exponent);
            if (!(last > 0 && last < 1))
                throw new IllegalArgumentException("last time of the grid " + last + ": expected 0 < last < 1");
        }
    }

    /// The points of another grid, and after the last one a step to zero noise, which need not be a time of the
    /// schedule. k-diffusion's grids end so: N + 1 noise levels, then 0.
    record ToZero(TimeGrid spacing) implements TimeGrid {
        public ToZero {
            if (spacing.toZero())
                throw new IllegalArgumentException(
                        "grid " + spacing + " ends at zero noise: expected one that does not");
        }

        @Override
        public boolean toZero() {
            return true;
        }

        @Override
        public double[] points(NoiseSchedule schedule, double start, double end, int steps) {
            return spacing.points(schedule, start, end, steps);
        }

        @Override
        public double[] inner(NoiseSchedule schedule, double start, double end, int steps) {
            return spacing.inner(schedule, start, end, steps);
        }
    }

    /// Whether a step from the last point to zero noise follows. It is one step more than the grid's number.
    default boolean toZero() {
        return false;
    }

    /// The grid without the step to zero noise.
    default TimeGrid spacing() {
        return this;
    }

    /// This grid with a step to zero noise at its end.
    default TimeGrid thenZero() {
        return new ToZero(this);
    }

    /// The N + 1 points of N = `steps` steps from `start` to `end`. A step to zero noise is not among them: see
    /// [#levels].
    /// @throws IllegalArgumentException when an end lies outside the schedule, the grid is undefined there
    ///     (lambda infinite), two points coincide, or listed points do not fit
    double[] points(NoiseSchedule schedule, double start, double end, int steps);

    /// The grid of a step's inside, for the stages of a single-step method: points of the same kind between the
    /// ends of the step, or uniform in lambda for grids that cannot be divided.
    double[] inner(NoiseSchedule schedule, double start, double end, int steps);

    /// The noise levels at the points, and zero noise after them when the grid ends there.
    /// @throws IllegalArgumentException as [#points], and when there is no noise left to step down from
    default List<NoiseLevel> levels(NoiseSchedule schedule, double start, double end, int steps) {
        return levels(schedule, points(schedule, start, end, steps), toZero());
    }

    /// The noise levels at some times, and zero noise after them if wanted.
    /// @throws IllegalArgumentException when zero noise is wanted and the last time has none
    static List<NoiseLevel> levels(NoiseSchedule schedule, double[] times, boolean toZero) {
        List<NoiseLevel> levels =
                new ArrayList<>(Arrays.stream(times).mapToObj(schedule::at).toList());
        if (!toZero) return levels;
        if (levels.getLast().noiseless())
            throw new IllegalArgumentException(
                    "denoise to zero: t " + levels.getLast().t() + " has no noise left, expected an end with noise");
        levels.add(NoiseLevel.CLEAN);
        return levels;
    }

    static TimeGrid uniform() {
        return new TimeUniform();
    }

    static TimeGrid quadratic() {
        return new TimePower(2);
    }

    static TimeGrid logSnr() {
        return new LogSnr();
    }

    static TimeGrid karras() {
        return new Karras(7);
    }

    static TimeGrid exponential() {
        return new Polyexponential(1);
    }

    static TimeGrid kDiffusionVp() {
        return new VpTime(VpLinear.DEFAULT);
    }

    /// The user's times.
    static TimeGrid explicit(double... times) {
        return ListedGrid.of(ListedGrid.Quantity.TIME, times);
    }

    /// The user's noise levels sigma / alpha; a last 0 is a step to zero noise.
    static TimeGrid sigmas(double... sigmas) {
        if (sigmas.length == 0 || sigmas[sigmas.length - 1] != 0)
            return ListedGrid.of(ListedGrid.Quantity.SIGMA, sigmas);
        return ListedGrid.of(ListedGrid.Quantity.SIGMA, Arrays.copyOf(sigmas, sigmas.length - 1))
                .thenZero();
    }

    /// The user's values of lambda.
    static TimeGrid lambdas(double... lambdas) {
        return ListedGrid.of(ListedGrid.Quantity.LAMBDA, lambdas);
    }
}
