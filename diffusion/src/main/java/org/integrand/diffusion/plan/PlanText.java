package org.integrand.diffusion.plan;

import java.util.Locale;
import java.util.stream.Collectors;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;

/// A plan for people: one line an instruction, coefficients to eight digits.
final class PlanText {
    private PlanText() {}

    static String of(Plan plan) {
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s: %d steps, %d evaluations, registers %s%n",
                plan.sampler(),
                plan.steps().size(),
                plan.evaluations(),
                plan.registers().stream().map(Register::toString).collect(Collectors.joining(" "))));
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            String head = String.format(
                    Locale.ROOT,
                    "%4d  t %-10.6g -> %-10.6g",
                    i + 1,
                    step.from().t(),
                    step.to().t());
            for (Instruction instruction : step.instructions()) {
                text.append(head).append("  ").append(line(plan, instruction)).append(System.lineSeparator());
                head = " ".repeat(head.length());
            }
        }
        return text.toString();
    }

    private static String line(Plan plan, Instruction instruction) {
        return switch (instruction) {
            case Evaluate(Register into, Register from, var at) ->
                String.format(
                        Locale.ROOT,
                        "%-2s = %s(%s, t %.6g)",
                        into,
                        plan.prediction().name().toLowerCase(Locale.ROOT),
                        from,
                        at.t());
            case Instruction.Draw(Register into, int slot, var from, var to) ->
                String.format(Locale.ROOT, "%-2s = noise(slot %d, t %.6g -> %.6g)", into, slot, from.t(), to.t());
            case Combine(Register into, var terms) ->
                String.format(
                        Locale.ROOT,
                        "%-2s = %s",
                        into,
                        terms.stream().map(PlanText::term).collect(Collectors.joining(" ")));
            case Instruction.Affine(Register into, var parts, var offset) ->
                String.format(
                        Locale.ROOT,
                        "%-2s = %s + %s",
                        into,
                        parts.stream()
                                .map(part -> part.factor() + " " + part.register())
                                .collect(Collectors.joining(" + ")),
                        offset);
        };
    }

    private static String term(Term term) {
        return String.format(Locale.ROOT, "%+.8g %s", term.coefficient(), term.register());
    }
}
