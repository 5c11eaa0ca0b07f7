package org.integrand.diffusion.gradient;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Affine;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.plan.Term;

/// The reverse mode of a plan, which is again a plan: its registers hold the derivatives of the loss with respect to
/// the registers of the original, r' = dL/dr, and its instructions are the transposed ones in reverse order,
///
///     u = sum_k c_k r_k       becomes   r_k' += c_k u'  for all k,  u' = its own share, if u is one of the r_k
///     m = prediction(u, t)    becomes   u' += J^T m',   J = d prediction(u, t) / du,   asked of the "model"
///     z = noise               becomes   nothing
///
/// Instructions on which the loss does not depend have no counterpart. Steps correspond: step n - 1 - i of
/// the transposed plan goes back through step i.
///
/// @param plan    begins with dL/dx of the result; evaluations have the same noise level as the original ones, and
///     `from` and `into` exchanged
/// @param asked   which evaluations of the original, counted from 0, are asked for their J^T, in reverse order
/// @param reached the registers of the original that the loss depends on at the start
record PlanTranspose(Plan plan, BitSet asked, Set<Register> reached) {
    private static final PerComponent ONE = PerComponent.of(1);

    static PlanTranspose of(Plan original) {
        return new Builder(original).transpose();
    }

    /// Goes through a plan backwards; a register is live while something in it is part of the loss's derivative.
    private static final class Builder {
        private final Plan original;
        private final Register spare;
        private final Set<Register> live = new HashSet<>(Set.of(Register.X));
        private final BitSet asked = new BitSet();
        private List<Instruction> out = new ArrayList<>();
        private int evaluation;

        Builder(Plan original) {
            this.original = original;
            this.evaluation = original.evaluations();
            int unused = original.registers().stream()
                    .filter(r -> r.role() == Register.Role.EVALUATION)
                    .mapToInt(r -> r.index() + 1)
                    .max()
                    .orElse(0);
            this.spare = Register.evaluation(unused);
        }

        PlanTranspose transpose() {
            List<Step> steps = new ArrayList<>();
            for (Step step : original.steps().reversed()) {
                out = new ArrayList<>();
                for (Instruction instruction : step.instructions().reversed()) back(instruction);
                if (out.isEmpty()) out.add(new Combine(Register.X, List.of(Register.X.times(1))));
                steps.add(new Step(step.to(), step.from(), out));
            }
            var plan = new Plan(original.sampler() + ", backwards", original.prediction(), steps);
            return new PlanTranspose(plan, asked, Set.copyOf(live));
        }

        private void back(Instruction instruction) {
            if (instruction instanceof Evaluate) evaluation--;
            if (!live.contains(instruction.into())) return;
            switch (instruction) {
                case Evaluate what -> back(what);
                case Combine(Register into, List<Term> terms) -> {
                    for (Term term : terms)
                        if (!term.register().equals(into)) add(term.register(), into, term.coefficient());
                    own(
                            into,
                            terms.stream()
                                    .filter(term -> term.register().equals(into))
                                    .map(term -> new Combine(into, List.of(term)))
                                    .findFirst());
                }
                case Affine(Register into, List<Affine.Part> parts, PerComponent _) -> {
                    for (var part : parts) if (!part.register().equals(into)) add(part.register(), into, part.factor());
                    own(
                            into,
                            parts.stream()
                                    .filter(part -> part.register().equals(into))
                                    .map(part -> new Affine(into, List.of(part), PerComponent.ZERO))
                                    .findFirst());
                }
                case Instruction.Draw what -> live.remove(what.into());
            }
        }

        private void back(Evaluate what) {
            asked.set(evaluation);
            live.remove(what.into());
            if (live.add(what.from())) out.add(new Evaluate(what.from(), what.into(), what.at()));
            else {
                out.add(new Evaluate(spare, what.into(), what.at()));
                out.add(new Combine(what.from(), List.of(what.from().times(1), spare.times(1))));
            }
        }

        private void add(Register to, Register from, double coefficient) {
            if (to.role() == Register.Role.NOISE) return;
            Term share = from.times(coefficient);
            out.add(new Combine(to, live.add(to) ? List.of(share) : List.of(to.times(1), share)));
        }

        private void add(Register to, Register from, PerComponent factor) {
            if (to.role() == Register.Role.NOISE) return;
            var share = new Affine.Part(from, factor);
            out.add(new Affine(
                    to, live.add(to) ? List.of(share) : List.of(new Affine.Part(to, ONE), share), PerComponent.ZERO));
        }

        /// What is left in a register that was written: its own share.
        private void own(Register into, Optional<? extends Instruction> share) {
            share.ifPresentOrElse(out::add, () -> live.remove(into));
        }
    }
}
