package org.integrand.diffusion.gradient;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanSteps;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.engine.sensitivity.Revolve;
import org.integrand.engine.space.Space;
import org.jspecify.annotations.Nullable;

/// Keeps what is live in the registers at the start of a few steps, and the inputs of the evaluations of one step.
///
/// The number of steps is known, so the run there is the first sweep of the way back: it leaves checkpoints where the
/// way back begins to need them. A step made again for its inputs ends with the last of them.
final class CheckpointedReversal<Y> implements Reversal<Y> {
    private final StepWork work;
    private final Space<Y> space;
    private final PlanSteps<Y> steps;
    private final Plan plan;
    private final int slots;
    private final Y[] inputs;
    private final int states;
    private long evaluations;
    private long recomputed;

    /// Copies of the live registers at the start of some step; without any it stands for the registers themselves.
    private record Bank<Y>(Y[] copies) {}

    CheckpointedReversal(Plan plan, Space<Y> space, DifferentiableModel<Y> model, SamplingHooks<Y> hooks, int slots) {
        this.plan = plan;
        this.space = space;
        this.steps = new PlanSteps<>(plan, space, model.prediction(), hooks);
        this.work = StepWork.of(plan);
        this.slots = Math.min(slots, plan.steps().size());
        this.states = work.mostLive();
        this.inputs = space.allocate(work.mostEvaluations());
    }

    @Override
    public void run(DifferentiableModel<Y> model, List<Y> starts, Function<Y, Adjoint<Y>> turn) {
        List<Bank<Y>> banks = new ArrayList<>();
        for (int i = 0; i < slots; i++) banks.add(new Bank<>(space.allocate(states)));
        var registers = new Bank<>(space.allocate(0));
        steps.give(starts);
        save(0, banks.getFirst());
        var way = new Way(model, turn);
        var revolve = new Revolve<>(banks, registers, way);
        revolve.run(plan.steps().size());
        recomputed = revolve.recomputed() - (plan.steps().size() - 1);
    }

    private void save(int step, Bank<Y> bank) {
        if (bank.copies.length == 0) return;
        List<Register> live = work.live(step);
        for (int i = 0; i < live.size(); i++) space.copy(steps.state(live.get(i)), bank.copies[i]);
    }

    private void restore(int step, Bank<Y> bank) {
        if (bank.copies.length == 0) return;
        List<Register> live = work.live(step);
        for (int i = 0; i < live.size(); i++) space.copy(bank.copies[i], steps.state(live.get(i)));
    }

    /// The steps, there and back.
    private final class Way implements Revolve.Steps<Bank<Y>> {
        private final DifferentiableModel<Y> model;
        private final Function<Y, Adjoint<Y>> turn;
        private @Nullable Adjoint<Y> adjoint;

        Way(DifferentiableModel<Y> model, Function<Y, Adjoint<Y>> turn) {
            this.model = model;
            this.turn = turn;
        }

        @Override
        public void again(int i, Bank<Y> y, Bank<Y> into) {
            restore(i, y);
            steps.run(i, (what, input, output) -> {
                evaluate(what.at().t(), input, output);
                return true;
            });
            save(i + 1, into);
        }

        private void evaluate(double t, Y input, Y output) {
            model.evaluate(input, t, output);
            evaluations++;
        }

        @Override
        public void back(int i, Bank<Y> y) {
            restore(i, y);
            boolean last = i == plan.steps().size() - 1;
            int count = work.evaluations(i);
            List<Asked<Y>> asked = new ArrayList<>();
            steps.run(i, (what, input, output) -> {
                Y kept = inputs[asked.size()];
                space.copy(input, kept);
                asked.add(Asked.again(model, kept, what.at()));
                boolean on = last || asked.size() < count;
                if (on) evaluate(what.at().t(), input, output);
                return on;
            });
            if (adjoint == null) adjoint = turn.apply(steps.state(Register.X));
            adjoint.back(k -> asked.get(k - work.first(i)), work.first(i));
        }
    }

    @Override
    public long evaluations() {
        return evaluations;
    }

    @Override
    public long storedStates() {
        return (long) slots * states + inputs.length;
    }

    @Override
    public long recomputed() {
        return recomputed;
    }
}
