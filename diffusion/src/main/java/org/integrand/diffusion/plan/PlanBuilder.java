package org.integrand.diffusion.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.jspecify.annotations.Nullable;

/// Writes a plan down as a sampler's formula is read: begin a step, evaluate, advance.
///
/// Evaluations go around a ring of `history` registers, so a plan needs no more states than the method has nodes.
public final class PlanBuilder {
    private final String sampler;
    private final Prediction prediction;
    private final @Nullable Evaluation[] ring;
    private int next;
    private final List<Step> steps = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private @Nullable NoiseLevel from;
    private @Nullable NoiseLevel to;

    /// @param history how many evaluations are kept
    public PlanBuilder(String sampler, Prediction prediction, int history) {
        this.sampler = sampler;
        this.prediction = prediction;
        this.ring = new @Nullable Evaluation[history];
    }

    /// Begins the next step.
    public void step(NoiseLevel start, NoiseLevel end) {
        finishStep();
        from = start;
        to = end;
    }

    /// Asks the model for the sample.
    public Evaluation evaluate(NoiseLevel at) {
        return evaluate(Register.X, at);
    }

    /// Asks the model for the state in a register; the oldest evaluation is forgotten.
    public Evaluation evaluate(Register state, NoiseLevel at) {
        var evaluation = new Evaluation(this, Register.evaluation(next), at);
        instructions.add(new Evaluate(Register.evaluation(next), state, at));
        ring[next] = evaluation;
        next = (next + 1) % ring.length;
        return evaluation;
    }

    /// x = `carry` x + the other terms.
    public void advance(double carry, Term... terms) {
        combine(Register.X, carry, terms);
    }

    /// into = `carry` x + the other terms; terms of the same register are joined, terms with coefficient 0 left
    /// out.
    public void combine(Register into, double carry, Term... terms) {
        Map<Register, Double> sum = new LinkedHashMap<>();
        sum.put(Register.X, carry);
        for (Term term : terms) sum.merge(term.register(), term.coefficient(), Double::sum);
        instructions.add(new Combine(
                into,
                sum.entrySet().stream()
                        .filter(e -> e.getValue() != 0)
                        .map(e -> new Term(e.getKey(), e.getValue()))
                        .toList()));
    }

    boolean holds(Evaluation evaluation, Register register) {
        return ring[register.index()] == evaluation;
    }

    /// The plan.
    public Plan build() {
        finishStep();
        return new Plan(sampler, prediction, steps);
    }

    private void finishStep() {
        if (from != null && to != null) steps.add(new Step(from, to, instructions));
        else if (!instructions.isEmpty()) throw new IllegalStateException("instructions before the first step");
        instructions.clear();
        from = null;
        to = null;
    }
}
