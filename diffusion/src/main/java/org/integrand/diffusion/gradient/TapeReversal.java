package org.integrand.diffusion.gradient;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.engine.space.Space;

/// Keeps the input of every evaluation that the loss depends on, and what the model keeps of the first of them.
final class TapeReversal<Y> implements Reversal<Y> {
    private final Plan plan;
    private final Space<Y> space;
    private final SamplingHooks<Y> hooks;
    private final BitSet asked;
    private final long most;
    private final List<Asked<Y>> tape = new ArrayList<>();
    private long evaluations;
    private long bytes;
    private boolean full;

    /// @param asked the evaluations that the loss depends on
    /// @param most  bytes that the model may keep
    TapeReversal(Plan plan, Space<Y> space, SamplingHooks<Y> hooks, BitSet asked, long most) {
        this.plan = plan;
        this.space = space;
        this.hooks = hooks;
        this.asked = asked;
        this.most = most;
    }

    @Override
    public void run(DifferentiableModel<Y> model, List<Y> starts, Function<Y, Adjoint<Y>> turn) {
        try {
            Y[] inputs = space.allocate(asked.cardinality());
            var run = new PlanStepper<>(plan, space, model.prediction(), starts, hooks);
            for (int i = 0; !run.done(); i++) {
                if (asked.get(i)) tape.add(evaluated(model, run, inputs[tape.size()]));
                else model.evaluate(run.input(), run.pending().at().t(), run.output());
                run.supplied();
                evaluations++;
            }
            turn.apply(run.state()).back(_ -> tape.removeLast(), 0);
        } finally {
            tape.forEach(Asked::close);
        }
    }

    /// Evaluates; `kept` takes the input.
    private Asked<Y> evaluated(DifferentiableModel<Y> model, PlanStepper<Y> run, Y kept) {
        space.copy(run.input(), kept);
        var at = run.pending().at();
        if (full) {
            model.evaluate(kept, at.t(), run.output());
            return Asked.again(model, kept, at);
        }
        var pullback = model.linearise(kept, at.t(), run.output());
        full = bytes + pullback.bytes() > most;
        if (full) {
            pullback.close();
            return Asked.again(model, kept, at);
        }
        bytes += pullback.bytes();
        return new Asked<>(kept, pullback);
    }

    @Override
    public long storedBytes() {
        return bytes;
    }

    @Override
    public long evaluations() {
        return evaluations;
    }

    @Override
    public long storedStates() {
        return asked.cardinality();
    }
}
