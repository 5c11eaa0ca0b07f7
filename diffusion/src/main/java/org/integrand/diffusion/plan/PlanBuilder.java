package org.integrand.diffusion.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Draw;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.jspecify.annotations.Nullable;

/// Writes a plan down as a sampler's formula is read: begin a step, evaluate, advance.
///
/// Evaluations go around a ring of `history` registers, so a plan needs no more states than the method has
/// nodes.
public final class PlanBuilder {
    private final String sampler;
    private final Prediction prediction;
    private final @Nullable Evaluation[] ring;
    private int next;
    private final List<Step> steps = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();
    private @Nullable NoiseLevel from;
    private @Nullable NoiseLevel to;
    private boolean guess;

    /// @param history how many evaluations are kept
    public PlanBuilder(String sampler, Prediction prediction, int history) {
        this(sampler, prediction, history, false);
    }

    /// @param analyticFirst whether the first evaluation is not the model's but that of unit-variance data
    ///     around 0, eps = x / sqrt(alpha^2 + sigma^2): the "analytical first step", which saves one
    ///     evaluation. Source: Dockhorn et al., "GENIE", NeurIPS 2022, section 4.
    public PlanBuilder(String sampler, Prediction prediction, int history, boolean analyticFirst) {
        this.sampler = sampler;
        this.prediction = prediction;
        this.ring = new @Nullable Evaluation[history];
        this.guess = analyticFirst;
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
        instructions.add(
                guess
                        ? new Combine(Register.evaluation(next), List.of(state.times(guessed(at))))
                        : new Evaluate(Register.evaluation(next), state, at));
        guess = false;
        ring[next] = evaluation;
        next = (next + 1) % ring.length;
        return evaluation;
    }

    private double guessed(NoiseLevel at) {
        double size = Math.hypot(at.alpha(), at.sigma());
        return prediction == Prediction.NOISE ? 1 / size : (1 - at.sigma() / size) / at.alpha();
    }

    /// Draws noise for the part of the path between two levels.
    ///
    /// @param slot which draw of the step, from 0
    public Register draw(int slot, NoiseLevel noisier, NoiseLevel cleaner) {
        instructions.add(new Draw(Register.Z, slot, noisier, cleaner));
        return Register.Z;
    }

    /// x = `scale` x + `size` noise: a draw for the part of the path between two levels, added in one pass
    /// with the sum that made x, if that is what the step did last.
    public void perturb(double scale, double size, int slot, NoiseLevel noisier, NoiseLevel cleaner) {
        List<Term> before = List.of(Register.X.times(1));
        if (!instructions.isEmpty()
                && instructions.getLast() instanceof Combine last
                && last.into().equals(Register.X)) {
            before = last.terms();
            instructions.removeLast();
        }
        List<Term> sum = new ArrayList<>();
        for (Term term : before) sum.add(term.register().times(scale * term.coefficient()));
        sum.add(draw(slot, noisier, cleaner).times(size));
        instructions.add(new Combine(Register.X, sum));
    }

    /// x = `carry` x + the other terms.
    public void advance(double carry, Term... terms) {
        combine(Register.X, carry, terms);
    }

    /// into = `carry` x + the other terms; terms of the same register are joined, terms with coefficient 0
    /// left out.
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

    /// The one step, for samplers that make one at a time; it may read what earlier ones have left.
    public Step single() {
        finishStep();
        if (steps.size() != 1) throw new IllegalStateException(steps.size() + " steps: expected one");
        return steps.getFirst();
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
