package org.integrand.diffusion.plan;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.engine.space.Space;
import org.jspecify.annotations.Nullable;

/// Runs a plan by being fed. The plan is laid out once, here; afterwards nothing is allocated, and
/// [#restart] runs it again on another start.
public final class PlanStepper<Y> extends SamplingRun<Y> {
    private final Plan plan;
    private final StepObserver<? super Y> observer;
    private final List<Workspace.Action<Y>> actions = new ArrayList<>();
    private int at;

    /// @param raw   what the model predicts
    /// @param start the noise to begin with; it is copied
    /// @throws IllegalArgumentException when `start` is not finite
    public PlanStepper(Plan plan, Space<Y> space, Prediction raw, Y start, SamplingHooks<Y> hooks) {
        this(plan, space, raw, List.of(start), hooks);
    }

    /// @param starts the states of the registers that the plan is given, in that order; they are copied
    /// @throws IllegalArgumentException when one is not finite, or their number differs
    public PlanStepper(Plan plan, Space<Y> space, Prediction raw, List<Y> starts, SamplingHooks<Y> hooks) {
        this(plan, space, new Workspace<>(space, plan.registers(), plan.prediction(), raw, hooks), hooks.observer());
        restart(starts);
    }

    private PlanStepper(Plan plan, Space<Y> space, Workspace<Y> workspace, StepObserver<? super Y> observer) {
        super(space, workspace);
        this.plan = plan;
        this.observer = observer;
        workspace.layOut(plan.steps(), 1, !observer.silent(), actions);
    }

    /// Begins again, in the same memory.
    public void restart(Y start) {
        plan.requireGiven(1);
        at = 0;
        begin(start);
    }

    /// Begins again with a state for each register that the plan is given.
    public void restart(List<Y> starts) {
        plan.requireGiven(starts.size());
        at = 0;
        for (int i = 0; i < starts.size(); i++) give(plan.given().get(i), starts.get(i));
        begin();
    }

    /// The live states that [Plan#states] names, in that order: at the end, the results.
    public List<Y> states() {
        return plan.states().stream().map(this::state).toList();
    }

    @Override
    Workspace.@Nullable Action<Y> next() {
        return at < actions.size() ? actions.get(at++) : null;
    }

    @Override
    void ended(Workspace.End<Y> end) {
        observer.after(end.step(), end.number(), plan.steps().size(), state());
    }
}
