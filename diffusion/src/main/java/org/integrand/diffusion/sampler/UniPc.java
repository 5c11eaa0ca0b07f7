package org.integrand.diffusion.sampler;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// UniPC: the polynomial in lambda through the last p evaluations predicts, the one with the new evaluation
/// added corrects, without asking the model again: p evaluations deep, order p + 1 away from the ends of a
/// run.
/// Source: W. Zhao et al., "UniPC: a unified predictor-corrector framework", NeurIPS 2023 (arXiv
/// 2302.04867), algorithms 1 and 2. The release's `vary_coeff` drops terms of the corrector (measured
/// order 1) and is not offered.
///
/// @param order         p, 1 ... 4
/// @param variant       the function B(h) of the two shortcuts
/// @param prediction    NOISE or DATA
/// @param lowering      whether the last steps lower their order; the release always does
/// @param corrector     false for UniP, the predictor alone
/// @param uncorrected   steps, counted from 0, that are not corrected (diffusers: `disable_corrector`)
/// @param analyticFirst whether the first evaluation is guessed, see [PlanBuilder]
/// @param denoiseToZero whether a last evaluation takes the sample to zero noise: x = D
public record UniPc(
        int order,
        Variant variant,
        Prediction prediction,
        Lowering lowering,
        boolean corrector,
        List<Integer> uncorrected,
        boolean analyticFirst,
        boolean denoiseToZero)
        implements LevelSampler {
    /// The function B(h).
    public enum Variant {
        /// h
        BH1,
        /// e^h - 1
        BH2
    }

    public UniPc {
        ExponentialStep.requireSupported(prediction);
        if (order < 1 || order > 4)
            throw new IllegalArgumentException("order " + order + " of unipc: expected 1 ... 4");
        uncorrected = List.copyOf(uncorrected);
    }

    /// The usual one: bh2.
    public UniPc(int order, Prediction prediction) {
        this(order, Variant.BH2, prediction, Lowering.ALWAYS, true, List.of(), false, false);
    }

    public UniPc with(Lowering when) {
        return new UniPc(order, variant, prediction, when, corrector, uncorrected, analyticFirst, denoiseToZero);
    }

    public UniPc with(Variant b) {
        return new UniPc(order, b, prediction, lowering, corrector, uncorrected, analyticFirst, denoiseToZero);
    }

    @Override
    public String name() {
        return corrector ? "unipc" : "unip";
    }

    @Override
    public Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        List<NoiseLevel> levels = Sampler.levels(schedule, grid.points(schedule, start, end, steps), false);
        var plan = written(schedule, levels);
        if (denoiseToZero || grid.toZero()) Ddim.denoise(plan, levels.getLast(), prediction);
        return plan.build();
    }

    @Override
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels) {
        return written(schedule, levels).build();
    }

    private PlanBuilder written(NoiseSchedule schedule, List<NoiseLevel> levels) {
        var rule = new Multistep(
                prediction,
                order,
                new UnifiedShortcut(variant, false),
                corrector ? Optional.of(new UnifiedShortcut(variant, true)) : Optional.empty(),
                uncorrected,
                lowering,
                0,
                1);
        var plan = new PlanBuilder(description(), prediction, rule.history(), analyticFirst);
        rule.write(plan, schedule, levels);
        return plan;
    }

    private String description() {
        return "%s order %d %s %s".formatted(name(), order, variant, prediction).toLowerCase(Locale.ROOT);
    }
}
