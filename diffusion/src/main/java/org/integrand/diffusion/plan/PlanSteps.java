package org.integrand.diffusion.plan;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.engine.space.Space;

/// The steps of a plan one at a time and in any order, on registers that can be read and set: for whoever keeps
/// what is in them and makes a step again. Bit-equal to the run of the whole plan. After the first time a step
/// allocates nothing.
public final class PlanSteps<Y> {
    private final Plan plan;
    private final Space<Y> space;
    private final Workspace<Y> workspace;
    private final List<List<Workspace.Action<Y>>> actions = new ArrayList<>();

    /// Answers evaluations.
    @FunctionalInterface
    public interface Answer<Y> {
        /// output = what the model says of `input`, which stays as it is.
        ///
        /// @return whether to go on; otherwise the step ends here, unfinished
        boolean give(Evaluate what, Y input, Y output);
    }

    /// @param raw what the answers are predictions of
    public PlanSteps(Plan plan, Space<Y> space, Prediction raw, SamplingHooks<Y> hooks) {
        this.plan = plan;
        this.space = space;
        workspace = new Workspace<>(space, plan.registers(), plan.prediction(), raw, hooks);
        for (int i = 0; i < plan.steps().size(); i++) {
            List<Workspace.Action<Y>> step = new ArrayList<>();
            workspace.layOut(List.of(plan.steps().get(i)), i + 1, false, step);
            actions.add(step);
        }
    }

    /// Puts copies of states into the registers that the plan is given.
    ///
    /// @throws IllegalArgumentException when one is not finite, or their number differs
    public void give(List<Y> starts) {
        plan.requireGiven(starts.size());
        for (int i = 0; i < starts.size(); i++) {
            Register register = plan.given().get(i);
            SamplingRun.requireFinite(register, space.norm(starts.get(i)));
            space.copy(starts.get(i), state(register));
        }
    }

    /// What a register holds; live.
    public Y state(Register register) {
        return workspace.state(register);
    }

    /// Makes a step of the plan, counted from 0.
    public void run(int step, Answer<Y> answer) {
        List<Workspace.Action<Y>> all = actions.get(step);
        for (int i = 0; i < all.size(); i++) {
            var action = all.get(i);
            if (action instanceof Workspace.Ask<Y>(Evaluate what, Y input, Y output)) {
                if (!answer.give(what, input, output)) return;
            } else workspace.run(action);
        }
    }
}
