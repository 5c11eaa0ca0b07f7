package org.integrand.diffusion.sampler;

import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Evaluation;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanBuilder;
import org.integrand.diffusion.schedule.NoiseLevel;

/// DPM-Solver's single steps whose stages lie at given levels: a step of order k leads over k levels and asks
/// the model at each but the last. The second stage is reached by order 2 of the same type, as in diffusers;
/// [DpmSolver] takes the Taylor weights there.
public record DpmSingleSteps(Prediction prediction, SolverType type) {
    public DpmSingleSteps {
        ExponentialStep.requireSupported(prediction);
    }

    /// The plan.
    ///
    /// @param orders of the steps, 1 ... 3 each; their sum is the number of intervals between levels
    public Plan along(List<NoiseLevel> levels, List<Integer> orders) {
        if (orders.stream().mapToInt(k -> k).sum() != levels.size() - 1)
            throw new IllegalArgumentException(
                    "orders " + orders + " of single steps: expected " + (levels.size() - 1) + " in all");
        var plan = new PlanBuilder("dpm-solver singlestep " + orders, prediction, 3);
        int at = 0;
        for (int order : orders) {
            write(plan, levels.subList(at, at + order + 1));
            at += order;
        }
        return plan.build();
    }

    private void write(PlanBuilder plan, List<NoiseLevel> levels) {
        var step = new ExponentialStep(levels.getFirst(), levels.getLast(), prediction);
        plan.step(step.start(), step.end());
        var stages = new Stages(plan);
        Evaluation p = plan.evaluate(step.start());
        switch (levels.size() - 1) {
            case 1 -> stages.first(step, p);
            case 2 -> stages.second(step, type, p, stages.stage(step, p, levels.get(1)));
            case 3 -> {
                Evaluation p1 = stages.stage(step, p, levels.get(1));
                stages.third(step, type, p, p1, stages.secondStage(step, type, p, p1, levels.get(2)));
            }
            default ->
                throw new IllegalArgumentException(
                        "order " + (levels.size() - 1) + " of a single step: expected 1 to 3");
        }
    }
}
