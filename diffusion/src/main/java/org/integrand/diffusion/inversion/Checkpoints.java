package org.integrand.diffusion.inversion;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.Step;
import org.integrand.engine.space.Space;

/// Runs a plan, keeps its states after every k-th step, and goes back through all of its states from
/// there: rounding is amplified over k steps at most, [Amplification] of such a part, for N / k states
/// kept.
public final class Checkpoints<Y> {
    /// Is told of states on the way back.
    @FunctionalInterface
    public interface Visitor<Y> {
        /// @param before how many steps of the plan had been done when it was there
        /// @param states of [Plan#states], in that order; live. Those that nothing is in yet at the
        ///     plan's beginning mean nothing there
        void at(int before, List<Y> states);
    }

    private final List<Plan> parts = new ArrayList<>();
    private final Space<Y> space;
    private final int every;
    private final List<List<Y>> kept = new ArrayList<>();

    /// @param every k >= 1
    /// @throws IllegalArgumentException when the plan cannot be undone
    public Checkpoints(Plan plan, Space<Y> space, int every) {
        if (every < 1) throw new IllegalArgumentException("checkpoint every " + every + " steps: expected at least 1");
        this.space = space;
        this.every = every;
        PlanInverse.of(plan);
        List<Register> given = plan.given();
        for (int i = 0; i < plan.steps().size(); i += every) {
            List<Step> steps =
                    plan.steps().subList(i, Math.min(i + every, plan.steps().size()));
            var part = new Plan(plan.sampler(), plan.prediction(), given, steps);
            parts.add(part);
            given = part.states();
        }
    }

    /// Runs the plan; what is left in its states.
    public List<Y> forward(DiffusionModel<Y> model, List<Y> starts) {
        kept.clear();
        List<Y> states = starts;
        for (Plan part : parts) {
            states = new PlanExecutor<>(part, space).runAll(model, states);
            kept.add(states);
        }
        return states;
    }

    /// Goes back through the states of the last run, from before its last step to before its first.
    public void back(DiffusionModel<Y> model, Visitor<Y> visitor) {
        if (kept.isEmpty()) throw new IllegalStateException("nothing to go back through: expected a run before");
        for (int i = parts.size() - 1; i >= 0; i--) {
            Plan inverse = PlanInverse.of(parts.get(i));
            List<PlanStepper<Y>> run = new ArrayList<>();
            int first = i * every;
            var hooks = SamplingHooks.<Y>none()
                    .with((_, number, count, _) ->
                            visitor.at(first + count - number, run.getFirst().states()));
            run.add(new PlanStepper<>(inverse, space, model.prediction(), kept.get(i), hooks));
            run.getFirst().drive(model);
        }
    }

    /// States kept by a run.
    public int keptStates() {
        return kept.stream().mapToInt(List::size).sum();
    }
}
