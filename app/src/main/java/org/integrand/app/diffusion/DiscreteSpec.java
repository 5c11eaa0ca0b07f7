package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.app.job.Bounds;
import org.integrand.app.job.Key;
import org.integrand.app.job.Named;
import org.integrand.diffusion.schedule.Clip;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.Interpolation;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.NoiseTable;

/// A table of noise levels.
@Named(
        value = "discrete",
        meaning = "a table of noise levels beta_1 ... beta_count, 1 / count <= t <= 1; level n lies at t = n / count")
record DiscreteSpec(
        @Key(value = "how the table is made; table and alpha-bars: from the key table", otherwise = "linear")
        Betas betas,

        @Key(value = "first beta (linear, scaled-linear)", otherwise = "0.0001", min = 0, above = true, max = 0.999)
        double betaStart,

        @Key(value = "last beta (linear, scaled-linear)", otherwise = "0.02", min = 0, above = true, max = 0.999)
        double betaEnd,

        @Key(value = "how many (linear, scaled-linear, squaredcos)", otherwise = "1000", min = 2, max = 1_000_000)
        int count,

        @Key(value = "the betas, or the alpha_bars, which decrease", min = 0, max = 1)
        Optional<double[]> table,

        @Key(
                value = "linear in t between two levels: log-alpha (DPM-Solver), alpha-bar (DEIS), log-sigma"
                        + " (k-diffusion), sigma (diffusers); sigma is the one of sigma / alpha",
                otherwise = "log-alpha")
        Interpolation interpolation,

        @Key(
                value = "the table moved to end without signal: exact, or tiny with alpha_bar 2^-24 (diffusers)",
                otherwise = "none")
        ZeroTerminalSnr zeroTerminalSnr,

        @Key("last levels with lambda < lambdaMin: none is taken out, stretch drops them and stretches the rest"
                + " (DPM-Solver), limit ends the schedule before them (diffusers)"
                + " (default: stretch, with zeroTerminalSnr none)")
        Optional<Clip.Policy> clip,

        @Key(value = "bound of the clip, half the log signal-to-noise ratio", otherwise = "-5.1", min = -100, max = 100)
        double lambdaMin)
        implements ScheduleSpec {
    /// The tables in use.
    public enum Betas {
        /// evenly spaced
        LINEAR,
        /// square roots evenly spaced (Stable Diffusion)
        SCALED_LINEAR,
        /// from a squared cosine
        SQUAREDCOS,
        /// given betas
        TABLE,
        /// given alpha_bars
        ALPHA_BARS
    }

    /// How a table is made to end without signal.
    public enum ZeroTerminalSnr {
        /// not at all
        NONE,
        /// alpha = 0
        EXACT,
        /// alpha_bar = 2^-24
        TINY
    }

    DiscreteSpec {
        Bounds.check(DiscreteSpec.class, "betaStart", betaStart);
        Bounds.check(DiscreteSpec.class, "betaEnd", betaEnd);
        Bounds.check(DiscreteSpec.class, "count", count);
        Bounds.check(DiscreteSpec.class, "lambdaMin", lambdaMin);
        table.ifPresent(numbers -> Bounds.check(DiscreteSpec.class, "table", numbers));
        boolean given = betas == Betas.TABLE || betas == Betas.ALPHA_BARS;
        if (given && table.isEmpty())
            throw new IllegalArgumentException("table: missing, expected the numbers that betas asks for");
        if (!given && table.isPresent())
            throw new IllegalArgumentException("table: betas is not table or alpha-bars, leave one of them out");
    }

    private NoiseTable levels() {
        NoiseTable levels = switch (betas) {
            case LINEAR -> NoiseTable.linear(betaStart, betaEnd, count);
            case SCALED_LINEAR -> NoiseTable.scaledLinear(betaStart, betaEnd, count);
            case SQUAREDCOS -> NoiseTable.squaredCosine(count);
            case TABLE -> NoiseTable.ofBetas(table.orElseThrow());
            case ALPHA_BARS -> NoiseTable.ofAlphaBars(table.orElseThrow());
        };
        return switch (zeroTerminalSnr) {
            case NONE -> levels;
            case EXACT -> levels.withZeroTerminalSnr();
            case TINY -> levels.withTinyTerminalSnr();
        };
    }

    @Override
    public NoiseSchedule schedule() {
        var usual = zeroTerminalSnr == ZeroTerminalSnr.NONE ? Clip.Policy.STRETCH : Clip.Policy.NONE;
        return DiscreteVp.of(levels(), interpolation, new Clip(clip.orElse(usual), lambdaMin));
    }

    @Override
    public double end(int evaluations) {
        return Math.max(schedule().tMin(), 1e-3);
    }
}
