package org.integrand.diffusion.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.engine.space.Space;
import org.jspecify.annotations.Nullable;

/// Runs an adaptive sampler by being fed: attempt after attempt, each accepted or repeated with a smaller
/// step. The accepted steps are kept as a plan, which runs the same way again without the error estimate.
public final class AdaptiveStepper<Y> extends SamplingRun<Y> {
    private final Attempts attempts;
    private final ErrorMeasure<Y> measure;
    private final Workspace<Y> workspace;
    private final SamplingHooks<Y> hooks;
    private final List<Workspace.Action<Y>> actions = new ArrayList<>();
    private final List<Step> accepted = new ArrayList<>();
    private final Y low;
    private final Y high;
    private final Y previous;
    private final Space<Y> space;
    private int at;
    private int rejected;
    private @Nullable Step attempt;

    /// @param raw   what the model predicts
    /// @param start the noise to begin with; it is copied
    /// @throws IllegalArgumentException when `start` is not finite
    public AdaptiveStepper(
            Attempts attempts,
            ErrorMeasure<Y> measure,
            Space<Y> space,
            Prediction raw,
            Y start,
            SamplingHooks<Y> hooks) {
        this(
                attempts,
                measure,
                space,
                new Workspace<>(
                        space,
                        Stream.concat(
                                        Stream.of(Register.X, Attempts.LOW, Attempts.HIGH, Attempts.PREVIOUS),
                                        attempts.registers().stream())
                                .toList(),
                        attempts.prediction(),
                        raw,
                        hooks),
                hooks);
        space.copy(start, previous);
        begin(start);
    }

    private AdaptiveStepper(
            Attempts attempts,
            ErrorMeasure<Y> measure,
            Space<Y> space,
            Workspace<Y> workspace,
            SamplingHooks<Y> hooks) {
        super(space, workspace);
        this.attempts = attempts;
        this.measure = measure;
        this.space = space;
        this.workspace = workspace;
        this.hooks = hooks;
        this.low = workspace.state(Attempts.LOW);
        this.high = workspace.state(Attempts.HIGH);
        this.previous = workspace.state(Attempts.PREVIOUS);
    }

    @Override
    Workspace.@Nullable Action<Y> next() {
        if (at == actions.size()) {
            actions.clear();
            at = 0;
            var step = attempts.next();
            if (step.isEmpty()) return null;
            attempt = step.get();
            List<Instruction> all = attempt.instructions();
            List<Instruction> left = attempts.startKnown() ? all.subList(1, all.size()) : all;
            workspace.layOut(List.of(new Step(attempt.from(), attempt.to(), left)), accepted.size() + 1, true, actions);
        }
        return actions.get(at++);
    }

    @Override
    void ended(Workspace.End<Y> end) {
        if (!attempts.judge(measure.of(low, high, previous))) {
            rejected++;
            return;
        }
        space.copy(high, state());
        space.copy(low, previous);
        var taken = Objects.requireNonNull(attempt, "an attempt ends after it has begun");
        accepted.add(new Step(
                taken.from(),
                taken.to(),
                Stream.concat(
                                taken.instructions().stream(),
                                Stream.of(new Combine(Register.X, List.of(Attempts.HIGH.times(1)))))
                        .toList()));
        int count = (int) Math.ceil(accepted.size() / Math.max(attempts.progress(), 1e-6));
        hooks.observer().after(end.step(), accepted.size(), count, state());
    }

    /// Accepted steps so far.
    public int accepted() {
        return accepted.size();
    }

    /// Rejected attempts so far.
    public int rejected() {
        return rejected;
    }

    /// The accepted steps as a plan.
    public Plan taken() {
        return new Plan(attempts.sampler(), attempts.prediction(), accepted);
    }
}
