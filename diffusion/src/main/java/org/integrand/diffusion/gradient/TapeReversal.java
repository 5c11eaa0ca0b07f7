package org.integrand.diffusion.gradient;

import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.engine.space.Space;

/// Keeps the input of every evaluation that the loss depends on.
final class TapeReversal<Y> implements Reversal<Y> {
    private final Plan plan;
    private final Space<Y> space;
    private final SamplingHooks<Y> hooks;
    private final BitSet asked;
    private long evaluations;

    TapeReversal(Plan plan, Space<Y> space, SamplingHooks<Y> hooks, BitSet asked) {
        this.plan = plan;
        this.space = space;
        this.hooks = hooks;
        this.asked = asked;
    }

    @Override
    public void run(DiffusionModel<Y> model, List<Y> starts, Function<Y, Adjoint<Y>> turn) {
        Y[] inputs = space.allocate(asked.cardinality());
        int[] place = new int[plan.evaluations()];
        int kept = 0;
        var run = new PlanStepper<>(plan, space, model.prediction(), starts, hooks);
        for (int i = 0; !run.done(); i++) {
            if (asked.get(i)) {
                place[i] = kept;
                space.copy(run.input(), inputs[kept++]);
            }
            model.evaluate(run.input(), run.pending().at().t(), run.output());
            run.supplied();
            evaluations++;
        }
        turn.apply(run.state()).back(i -> inputs[place[i]], 0);
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
