package org.integrand.diffusion.inversion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Affine;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Draw;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;

/// How a step is undone: its sums in place are taken back, the last one first; before each, what it
/// reads besides the samples (stages and evaluations) is computed again, as in the step itself.
///
/// A sum into a sample can be undone when it is in place, `x = c x + ...` with c not 0, and everything
/// else in it is still known afterwards: other samples, and what depends on samples that the step has
/// not changed in the meantime. A sample that is written for the first time needs no undoing.
final class Reversal {
    /// A move of the way back.
    sealed interface Move {}

    /// Does an instruction of the step again.
    record Again(Instruction what) implements Move {}

    /// Takes a sum in place back.
    record Undo(Instruction sum) implements Move {}

    private static final int BEFORE = -1;

    private final Step step;
    private final int number;
    private final List<Instruction> instructions;
    private final List<Move> moves = new ArrayList<>();
    private final Map<Register, Integer> held = new HashMap<>();

    private Reversal(Step step, int number) {
        this.step = step;
        this.number = number;
        this.instructions = step.instructions();
    }

    /// The moves that undo each step, in the order of the plan's steps.
    /// @throws IllegalArgumentException when one cannot be undone, with the step and the reason
    static List<List<Move>> of(Plan plan) {
        List<List<Move>> all = new ArrayList<>();
        Set<Register> known = new HashSet<>(plan.given());
        for (Step step : plan.steps()) {
            all.add(new Reversal(step, all.size() + 1).moves(known));
            step.instructions().stream().map(Instruction::into).forEach(known::add);
        }
        return all;
    }

    /// Whether an instruction writes a sample.
    static boolean writesSample(Instruction instruction) {
        return instruction.into().role() == Register.Role.STATE;
    }

    /// @param known registers that hold something before the step
    private List<Move> moves(Set<Register> known) {
        if (instructions.stream().anyMatch(Draw.class::isInstance)) throw refused("it draws noise");
        for (int j = instructions.size() - 1; j >= 0; j--) {
            Instruction what = instructions.get(j);
            if (!writesSample(what)) continue;
            boolean first = !known.contains(what.into()) && lastWrite(what.into(), j) == BEFORE;
            if (first && !what.reads().contains(what.into())) continue;
            requireInPlace(what);
            provide(what, j);
            moves.add(new Undo(what));
        }
        remainingEvaluations();
        return List.copyOf(moves);
    }

    private void requireInPlace(Instruction what) {
        boolean inPlace = switch (what) {
            case Combine sum ->
                sum.terms().stream().anyMatch(t -> t.register().equals(sum.into()) && t.coefficient() != 0);
            case Affine sum ->
                sum.parts().stream()
                        .anyMatch(p -> p.register().equals(sum.into()) && PerComponentMath.nowhereZero(p.factor()));
            case Evaluate _, Draw _ -> false;
        };
        if (!inPlace) throw refused("it overwrites " + what.into() + " and keeps nothing of what was there");
    }

    /// Computes again what instruction j reads besides samples, unless it is there already.
    private void provide(Instruction what, int j) {
        var needed = new TreeSet<Integer>();
        require(what, j, j, needed);
        for (int k : needed) {
            Instruction again = instructions.get(k);
            moves.add(new Again(again));
            held.put(again.into(), k);
        }
        for (Register register : what.reads())
            if (register.role() != Register.Role.STATE && held(register) != lastWrite(register, j))
                throw refused("the sum into " + what.into() + " needs two values of " + register + " at once");
    }

    /// Adds the instructions that make what instruction `at` reads, when it is done again just before j
    /// is undone.
    private void require(Instruction what, int at, int j, Set<Integer> needed) {
        for (Register register : what.reads()) {
            int made = lastWrite(register, at);
            if (register.role() == Register.Role.STATE) {
                if (lastWrite(register, j + 1) != made
                        && !register.equals(instructions.get(j).into()))
                    throw refused("it changes " + register + " after having used it for what the sum into "
                            + instructions.get(j).into() + " needs");
                if (at != j && register.equals(instructions.get(j).into()))
                    throw refused("the sum into " + register + " uses an evaluation of " + register
                            + " itself, which is not known when it is undone");
                continue;
            }
            if (made == BEFORE)
                throw refused("it uses " + register + " of an earlier step, which is not known when it is undone");
            if (held(register) == made || !needed.add(made)) continue;
            require(instructions.get(made), made, j, needed);
        }
    }

    /// Evaluations that no sum in place needs are made all the same, where their samples are back: a
    /// step and what undoes it have the same ones.
    private void remainingEvaluations() {
        for (int k = 0; k < instructions.size(); k++) {
            if (!(instructions.get(k) instanceof Evaluate what) || moves.contains(new Again(what))) continue;
            boolean fromSample = what.from().role() == Register.Role.STATE && lastWrite(what.from(), k) == BEFORE;
            if (fromSample) moves.add(new Again(what));
        }
    }

    private int held(Register register) {
        return held.getOrDefault(register, BEFORE);
    }

    /// The last instruction before `end` that writes a register.
    private int lastWrite(Register register, int end) {
        for (int k = end - 1; k >= 0; k--) if (instructions.get(k).into().equals(register)) return k;
        return BEFORE;
    }

    private IllegalArgumentException refused(String reason) {
        return new IllegalArgumentException("step " + number + " from t "
                + step.from().t() + " to " + step.to().t() + " cannot be undone: " + reason);
    }
}
