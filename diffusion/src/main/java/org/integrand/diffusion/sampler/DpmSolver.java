package org.integrand.diffusion.sampler;

import java.util.List;
import java.util.Locale;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// DPM-Solver (prediction NOISE) and DPM-Solver++ (DATA) of orders 1 to 3.
/// Sources: C. Lu et al., "DPM-Solver", NeurIPS 2022 (arXiv 2206.00927); "DPM-Solver++", arXiv 2211.01095;
/// and the authors' release.
///
/// @param prediction      what is extrapolated, NOISE or DATA
/// @param method          where derivatives come from; says what `steps` means
/// @param order           1, 2 or 3
/// @param solverType      how differences are weighted; the multistep order 3 has one way only
/// @param lowering        multistep: whether the last steps fall back to lower orders; the release does
///     below 10 steps
/// @param denoiseToZero   whether a last evaluation takes the sample to zero noise: x = D
/// @param analyticFirst   whether the first evaluation is guessed, see [PlanBuilder]
/// @param compatibility   whose numbers, where the release is wrong
public record DpmSolver(
        Prediction prediction,
        Method method,
        int order,
        SolverType solverType,
        Lowering lowering,
        boolean denoiseToZero,
        boolean analyticFirst,
        Compatibility compatibility)
        implements LevelSampler {
    public DpmSolver {
        ExponentialStep.requireSupported(prediction);
        if (order < 1 || order > 3)
            throw new IllegalArgumentException("order " + order + " of dpm-solver: expected 1, 2 or 3");
    }

    /// DPM-Solver++ with the release's defaults but for its defects.
    public static DpmSolver plusPlus(Method method, int order) {
        return new DpmSolver(
                Prediction.DATA,
                method,
                order,
                SolverType.DPMSOLVER,
                Lowering.BELOW_TEN_STEPS,
                false,
                false,
                Compatibility.OURS);
    }

    /// DPM-Solver with the release's defaults but for its defects.
    public static DpmSolver noise(Method method, int order) {
        return new DpmSolver(
                Prediction.NOISE,
                method,
                order,
                SolverType.DPMSOLVER,
                Lowering.BELOW_TEN_STEPS,
                false,
                false,
                Compatibility.OURS);
    }

    public DpmSolver with(SolverType type) {
        return new DpmSolver(prediction, method, order, type, lowering, denoiseToZero, analyticFirst, compatibility);
    }

    public DpmSolver with(Compatibility whose) {
        return new DpmSolver(prediction, method, order, solverType, lowering, denoiseToZero, analyticFirst, whose);
    }

    public DpmSolver with(Lowering when) {
        return new DpmSolver(prediction, method, order, solverType, when, denoiseToZero, analyticFirst, compatibility);
    }

    public DpmSolver withDenoiseToZero(boolean denoise) {
        return new DpmSolver(prediction, method, order, solverType, lowering, denoise, analyticFirst, compatibility);
    }

    public DpmSolver withAnalyticFirst(boolean guess) {
        return new DpmSolver(prediction, method, order, solverType, lowering, denoiseToZero, guess, compatibility);
    }

    @Override
    public String name() {
        return "dpm-solver";
    }

    @Override
    public Plan compile(NoiseSchedule schedule, TimeGrid grid, int steps, double start, double end) {
        var plan = new PlanBuilder(description(), prediction, order, analyticFirst);
        if (method == Method.MULTISTEP)
            multistep()
                    .write(plan, schedule, Sampler.levels(schedule, grid.points(schedule, start, end, steps), false));
        else new Singlestep(this, plan).write(schedule, grid, steps, start, end);
        if (denoiseToZero || grid.toZero()) Ddim.denoise(plan, schedule.at(end), prediction);
        return plan.build();
    }

    /// Of method MULTISTEP; single steps through given levels are [DpmSingleSteps].
    @Override
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels) {
        if (method != Method.MULTISTEP)
            throw new IllegalArgumentException("method " + method + " along given levels: expected MULTISTEP");
        var plan = new PlanBuilder(description(), prediction, order, analyticFirst);
        multistep().write(plan, schedule, levels);
        return plan.build();
    }

    private Multistep multistep() {
        return new Multistep(prediction, order, new Differences(solverType, compatibility), lowering);
    }

    private String description() {
        return String.format(
                        Locale.ROOT,
                        "%s%s %s order %d %s%s",
                        name(),
                        prediction == Prediction.DATA ? "++" : "",
                        method,
                        order,
                        solverType,
                        compatibility == Compatibility.OURS ? "" : " as released")
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }
}
