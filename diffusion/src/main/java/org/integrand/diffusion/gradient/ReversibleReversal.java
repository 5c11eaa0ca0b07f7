package org.integrand.diffusion.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.integrand.diffusion.inversion.PlanInverse;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.Step;
import org.integrand.engine.space.Space;

/// Keeps nothing but the end: the inverse of the plan goes back step by step beside the transposed plan, and asks the
/// model about the same states again, up to rounding.
///
/// Source: the reverse mode of reversible methods is that of P. Kidger, J. Foster, X. Li, T. Lyons,
/// "Efficient and accurate gradients for neural SDEs", NeurIPS 2021; of BDIA: arXiv 2307.10829.
final class ReversibleReversal<Y> implements Reversal<Y> {
    private final Plan plan;
    private final Plan inverse;
    private final Space<Y> space;
    private final SamplingHooks<Y> hooks;
    private final StepWork work;
    private final Y[] inputs;
    private long evaluations;
    private long bytes;
    private double reconstruction;

    /// @throws IllegalArgumentException when the plan cannot be undone, with the step and the reason
    ReversibleReversal(Plan plan, Space<Y> space, SamplingHooks<Y> hooks) {
        this.plan = plan;
        this.inverse = PlanInverse.of(plan);
        this.space = space;
        this.hooks = hooks;
        this.work = StepWork.of(plan);
        this.inputs = space.allocate(work.mostEvaluations());
        for (int i = 0; i < plan.steps().size(); i++) requireCounterparts(i);
    }

    private void requireCounterparts(int i) {
        List<Evaluate> there = evaluations(plan.steps().get(i));
        List<Evaluate> back = evaluations(inverse.steps().get(inverse.steps().size() - 1 - i));
        if (there.size() != back.size()
                || Set.copyOf(there).size() != there.size()
                || !new HashSet<>(back).containsAll(there))
            throw new IllegalArgumentException("step " + (i + 1) + " of " + plan.sampler() + ": undoing it makes other"
                    + " evaluations than the step; expected mode tape or checkpointed");
    }

    private static List<Evaluate> evaluations(Step step) {
        List<Evaluate> all = new ArrayList<>();
        for (var instruction : step.instructions()) if (instruction instanceof Evaluate what) all.add(what);
        return all;
    }

    @Override
    public void run(DifferentiableModel<Y> model, List<Y> starts, Function<Y, Adjoint<Y>> turn) {
        var there = new PlanStepper<>(plan, space, model.prediction(), starts, hooks);
        there.drive(model);
        evaluations += there.evaluations();
        Adjoint<Y> adjoint = turn.apply(there.state());
        var back = new PlanStepper<>(inverse, space, model.prediction(), there.states(), hooks);
        for (int i = plan.steps().size() - 1; i >= 0; i--) back(i, back, model, adjoint);
        List<Register> states = inverse.states();
        for (int i = 0; i < starts.size(); i++)
            missed(back.states().get(states.indexOf(plan.given().get(i))), starts.get(i));
    }

    /// Back through a step: the inverse asks about the same states as the step did, and what the model keeps there
    /// serves the product.
    private void back(int i, PlanStepper<Y> back, DifferentiableModel<Y> model, Adjoint<Y> adjoint) {
        List<Evaluate> known = evaluations(plan.steps().get(i));
        Map<Integer, Asked<Y>> asked = new HashMap<>();
        try {
            for (int k = 0; k < known.size(); k++) {
                int which = known.indexOf(back.pending());
                space.copy(back.input(), inputs[which]);
                var pullback =
                        model.linearise(inputs[which], back.pending().at().t(), back.output());
                asked.put(work.first(i) + which, new Asked<>(inputs[which], pullback));
                back.supplied();
                evaluations++;
            }
            bytes = Math.max(
                    bytes,
                    asked.values().stream().mapToLong(a -> a.pullback().bytes()).sum());
            adjoint.back(k -> java.util.Objects.requireNonNull(asked.remove(k)), work.first(i));
        } finally {
            asked.values().forEach(Asked::close);
        }
    }

    private void missed(Y found, Y start) {
        Y[] terms = space.allocate(2);
        space.copy(found, terms[0]);
        space.copy(start, terms[1]);
        space.combine(new double[] {1, -1}, terms, 2, terms[0]);
        double size = space.norm(start);
        reconstruction = Math.max(reconstruction, space.norm(terms[0]) / (size == 0 ? 1 : size));
    }

    @Override
    public long evaluations() {
        return evaluations;
    }

    @Override
    public long storedStates() {
        return (long) inverse.given().size() + inputs.length;
    }

    @Override
    public long storedBytes() {
        return bytes;
    }

    @Override
    public double reconstruction() {
        return reconstruction;
    }
}
