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
        this(plan, space, new Workspace<>(space, plan.registers(), plan.prediction(), raw, hooks), hooks.observer());
        begin(start);
    }

    private PlanStepper(Plan plan, Space<Y> space, Workspace<Y> workspace, StepObserver<? super Y> observer) {
        super(space, workspace);
        this.plan = plan;
        this.observer = observer;
        workspace.layOut(plan.steps(), 1, !observer.silent(), actions);
    }

    /// Begins again, in the same memory.
    public void restart(Y start) {
        at = 0;
        begin(start);
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
