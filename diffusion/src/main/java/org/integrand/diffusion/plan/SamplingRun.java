package org.integrand.diffusion.plan;

import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.engine.space.Space;
import org.jspecify.annotations.Nullable;

/// A run that is fed, for models that live elsewhere:
///
///     while (!run.done()) run.supply(network(run.input(), run.pending().at()));
///
/// [#pending] says what is to be evaluated; the answer is given by [#supply], or written into [#output] and
/// declared by [#supplied], which copies nothing. One thread.
public abstract sealed class SamplingRun<Y> permits PlanStepper, AdaptiveStepper {
    private final Space<Y> space;
    private final Workspace<Y> workspace;
    private final Y x;
    private Workspace.@Nullable Ask<Y> ask;
    private int evaluations;

    SamplingRun(Space<Y> space, Workspace<Y> workspace) {
        this.space = space;
        this.workspace = workspace;
        this.x = workspace.state(Register.X);
    }

    /// The next thing to do; null at the end.
    abstract Workspace.@Nullable Action<Y> next();

    /// A step is done.
    abstract void ended(Workspace.End<Y> end);

    /// Begins with a copy of `start`.
    final void begin(Y start) {
        give(Register.X, start);
        begin();
    }

    /// Puts a copy of a state into a register, before the run begins.
    final void give(Register register, Y state) {
        requireFinite(register, space.norm(state));
        space.copy(state, workspace.state(register));
    }

    static void requireFinite(Register register, double norm) {
        if (!Double.isFinite(norm))
            throw new IllegalArgumentException("start of the plan"
                    + (register.equals(Register.X) ? "" : ", " + register)
                    + ": its norm is " + norm + ", expected finite numbers");
    }

    /// Begins with what was given.
    final void begin() {
        evaluations = 0;
        advance();
    }

    /// Whether the run is finished and [#state] its result.
    public final boolean done() {
        return ask == null;
    }

    /// The evaluation that is waited for.
    public final Evaluate pending() {
        return asked().what();
    }

    /// The state to evaluate; live, not to be changed.
    public final Y input() {
        return asked().input();
    }

    /// Where the model's raw output goes.
    public final Y output() {
        return asked().output();
    }

    /// The live sample. It may be changed between evaluations, when the pending one is of the sample
    /// itself: to correct it, or to start from a known history.
    public final Y state() {
        return x;
    }

    /// What a register holds; live.
    final Y state(Register register) {
        return workspace.state(register);
    }

    /// Takes the model's raw output, a copy of it, and goes on to the next evaluation.
    public final void supply(Y raw) {
        space.copy(raw, output());
        supplied();
    }

    /// The model's raw output lies in [#output]: goes on to the next evaluation.
    public final void supplied() {
        asked();
        evaluations++;
        advance();
    }

    /// Evaluations so far.
    public final int evaluations() {
        return evaluations;
    }

    /// Runs to the end with a model that is at hand; gives the result, which is the live [#state].
    public final Y drive(DiffusionModel<Y> model) {
        while (!done()) {
            model.evaluate(input(), pending().at().t(), output());
            supplied();
        }
        return x;
    }

    private Workspace.Ask<Y> asked() {
        if (ask == null)
            throw new IllegalStateException(
                    "the plan is done after " + evaluations + " evaluations: expected no more of them");
        return ask;
    }

    /// Works off the actions up to the next evaluation.
    private void advance() {
        ask = null;
        while (ask == null) {
            var action = next();
            // no switch over types: its call site allocates when it is linked again
            if (action instanceof Workspace.Ask<Y> question) ask = question;
            else if (action instanceof Workspace.End<Y> end) ended(end);
            else if (action != null) workspace.run(action);
            else return;
        }
    }
}
