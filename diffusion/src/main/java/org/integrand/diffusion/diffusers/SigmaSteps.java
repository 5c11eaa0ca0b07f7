package org.integrand.diffusion.diffusers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.Compatibility;
import org.integrand.diffusion.sampler.Deis;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.sampler.LevelSampler;
import org.integrand.diffusion.sampler.Lowering;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.Stochasticity;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The schedulers that go along a list of sigmas of a trained table.
record SigmaSteps(SchedulerConfig config, SigmaTable table, int steps, Compatibility compat) {
    /// Order of `LMSDiscreteScheduler`, which has no key for it.
    private static final int LMS_ORDER = 4;

    Scheduler.Made made() {
        return switch (config.scheduler()) {
            case EULER, EULER_ANCESTRAL, HEUN, KDPM2, KDPM2_ANCESTRAL, LMS -> sigmaSpace();
            default -> solver();
        };
    }

    private Scheduler.Made solver() {
        var timetable = timetables().solver(steps);
        NoiseSchedule schedule = timetable.kind() == Timetable.Kind.FLOW
                ? new TimestepSchedule.Flow(table.size())
                : new TimestepSchedule.Table(table);
        List<NoiseLevel> levels = timetable.levels();
        boolean noiseForm = config.has("predict_x0") && !config.flag("predict_x0");
        Plan plan = switch (config.scheduler()) {
            case DEIS ->
                new Deis(Interpolation.LAMBDA, order(3) - 1, Prediction.NOISE, lowering(), false, false)
                        .along(schedule, levels);
            case UNIPC -> unipc(noiseForm).along(schedule, levels);
            default -> new DpmSteps(config, compat).plan(schedule, levels);
        };
        var limit =
                config.scheduler() == SchedulerClass.UNIPC && noiseForm ? new DataLimit.None() : DataLimit.of(config);
        return Scheduler.Made.plain(plan, boxed(timetable.sigmas()), schedule, Scheduler.prediction(config), limit);
    }

    private UniPc unipc(boolean noiseForm) {
        if (config.value("solver_p").isPresent()) throw config.wrong("solver_p", "null, the predictor is UniP");
        List<Integer> uncorrected = Arrays.stream(config.numbers("disable_corrector"))
                .mapToObj(i -> (int) i)
                .toList();
        return new UniPc(
                order(4),
                config.text("solver_type").equals("bh1") ? UniPc.Variant.BH1 : UniPc.Variant.BH2,
                noiseForm ? Prediction.NOISE : Prediction.DATA,
                config.flag("lower_order_final") ? Lowering.ALWAYS : Lowering.NEVER,
                true,
                uncorrected,
                false,
                false);
    }

    private Lowering lowering() {
        return config.flag("lower_order_final") ? Lowering.BELOW_FIFTEEN_STEPS : Lowering.NEVER;
    }

    private int order(int most) {
        int order = config.integer("solver_order");
        if (order < 1 || order > most) throw config.wrong("solver_order", "1 ... " + most);
        return order;
    }

    private Scheduler.Made sigmaSpace() {
        var timetable = timetables().sigmaSpace(steps);
        List<NoiseLevel> levels = trimmed(timetable.levels());
        var stages = new TimestepSchedule.Table(table);
        Plan plan = sampler().along(stages, levels);
        double[] sigmas = switch (config.scheduler()) {
            case HEUN -> Timetables.interleaved(timetable.sigmas(), false);
            case KDPM2, KDPM2_ANCESTRAL -> Timetables.interleaved(timetable.sigmas(), true);
            default -> timetable.sigmas();
        };
        NoiseSchedule schedule = Timetables.continuous(config)
                ? new TimestepSchedule.LogSigma(true, timetable.sigmas()[steps - 1], timetable.largest())
                : stages;
        double largest = timetable.largest();
        double init = TimestepSpacing.of(config) == TimestepSpacing.LEADING ? Math.hypot(largest, 1) : largest;
        return Scheduler.Made.plain(plan, boxed(sigmas), schedule, Scheduler.prediction(config), DataLimit.of(config))
                .scaled(init * levels.getFirst().alpha(), 1 / levels.getLast().alpha());
    }

    private LevelSampler sampler() {
        var ancestral = new Stochasticity.Ancestral(1, 1);
        return switch (config.scheduler()) {
            case EULER -> OneFormula.euler();
            case EULER_ANCESTRAL -> OneFormula.euler().with(ancestral);
            case HEUN -> OneFormula.heun();
            case KDPM2 -> OneFormula.dpm2(0.5);
            case KDPM2_ANCESTRAL -> OneFormula.dpm2(0.5).with(ancestral);
            case LMS -> new Deis(Interpolation.RHO, LMS_ORDER - 1);
            default -> throw new IllegalStateException(config.scheduler() + ": expected a sampler in sigma");
        };
    }

    private Timetables timetables() {
        return new Timetables(config, table, compat);
    }

    /// Without a last step of length 0: it would do nothing.
    static List<NoiseLevel> trimmed(List<NoiseLevel> levels) {
        int n = levels.size();
        boolean repeats = n > 2 && levels.get(n - 1).rho() == levels.get(n - 2).rho();
        if (!repeats) return levels;
        List<NoiseLevel> fewer = new ArrayList<>(levels.subList(0, n - 2));
        fewer.add(levels.get(n - 1));
        return fewer;
    }

    static List<Double> boxed(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }
}
