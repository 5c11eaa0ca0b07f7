package org.integrand.diffusion.gradient;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;

/// What the steps of a plan need and do.
///
/// @param lives  the registers that hold something of use at the start of each step, and at the end of the last one
/// @param firsts how many evaluations there are before each step, and in all
record StepWork(List<List<Register>> lives, List<Integer> firsts) {
    static StepWork of(Plan plan) {
        List<Integer> firsts = new ArrayList<>(List.of(0));
        for (Step step : plan.steps())
            firsts.add(firsts.getLast()
                    + (int) step.instructions().stream()
                            .filter(Evaluate.class::isInstance)
                            .count());
        List<Register> registers = plan.registers();
        List<List<Register>> lives = new ArrayList<>(List.of(List.of(Register.X)));
        Set<Register> read = new HashSet<>(Set.of(Register.X));
        for (Step step : plan.steps().reversed()) {
            for (Instruction instruction : step.instructions().reversed()) {
                read.remove(instruction.into());
                read.addAll(instruction.reads());
            }
            lives.addFirst(registers.stream().filter(read::contains).toList());
        }
        return new StepWork(List.copyOf(lives), List.copyOf(firsts));
    }

    List<Register> live(int step) {
        return lives.get(step);
    }

    /// Number of the first evaluation of a step.
    int first(int step) {
        return firsts.get(step);
    }

    int evaluations(int step) {
        return firsts.get(step + 1) - firsts.get(step);
    }

    int mostLive() {
        return lives.stream().mapToInt(List::size).max().orElse(0);
    }

    int mostEvaluations() {
        int most = 0;
        for (int i = 0; i + 1 < firsts.size(); i++) most = Math.max(most, evaluations(i));
        return most;
    }
}
