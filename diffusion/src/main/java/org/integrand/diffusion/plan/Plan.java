package org.integrand.diffusion.plan;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Evaluate;

/// A sampler, compiled: all that is left to do is to ask the model and to add up.
///
/// Every sampler of the family v = x / alpha against rho (noise) or w = x / sigma against u = alpha / sigma
/// (data) is a sequence of evaluations and weighted sums whose coefficients depend on the schedule and the
/// grid only. They are computed once, in double, before the first model call. A plan knows nothing of the
/// size of the data; it is immutable, prints as a table ([#toString]) and goes to JSON and back exactly
/// ([PlanJson]).
///
/// @param sampler    what it was made from, for people
/// @param prediction what the evaluation registers hold; the executor converts what the model says
/// @param given      what holds something at the start, `x` first; usually that alone
/// @param steps      in order; each begins where the last one ended
public record Plan(String sampler, Prediction prediction, List<Register> given, List<Step> steps) {
    private static final List<Register> SAMPLE = List.of(Register.X);

    /// @throws IllegalArgumentException when the plan cannot be run: no steps, a gap between steps, a
    ///     register read before it is written
    public Plan {
        steps = List.copyOf(steps);
        given = List.copyOf(given);
        if (steps.isEmpty())
            throw new IllegalArgumentException("plan '" + sampler + "': no steps, expected at least one");
        if (given.isEmpty()
                || !given.getFirst().equals(Register.X)
                || Set.copyOf(given).size() != given.size())
            throw new IllegalArgumentException(
                    "plan '" + sampler + "': given " + given + ", expected x first and none twice");
        Set<Register> written = new HashSet<>(given);
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (i > 0 && !step.from().equals(steps.get(i - 1).to()))
                throw new IllegalArgumentException(
                        "step " + (i + 1) + " begins at t " + step.from().t() + ": expected "
                                + steps.get(i - 1).to().t() + ", where step " + i + " ends");
            for (Instruction instruction : step.instructions()) {
                for (Register register : instruction.reads())
                    if (!written.contains(register))
                        throw new IllegalArgumentException(
                                "step " + (i + 1) + " reads register " + register + " before anything is in it");
                written.add(instruction.into());
            }
        }
    }

    /// A plan that begins with the sample alone.
    public Plan(String sampler, Prediction prediction, List<Step> steps) {
        this(sampler, prediction, SAMPLE, steps);
    }

    /// All instructions, in order.
    public Stream<Instruction> instructions() {
        return steps.stream().flatMap(s -> s.instructions().stream());
    }

    /// How often the model is asked.
    public int evaluations() {
        return (int) instructions().filter(Evaluate.class::isInstance).count();
    }

    /// Whether noise is drawn on the way: the result then depends on more than the start.
    public boolean stochastic() {
        return instructions().anyMatch(Instruction.Draw.class::isInstance);
    }

    /// The registers in use: what it takes to run the plan, in states.
    public List<Register> registers() {
        var used = new TreeSet<>(Comparator.comparing(Register::role).thenComparingInt(Register::index));
        used.addAll(given);
        instructions().map(Instruction::into).forEach(used::add);
        return List.copyOf(used);
    }

    /// The samples among the registers, `x` first: what a run leaves behind.
    public List<Register> states() {
        return registers().stream()
                .filter(register -> register.role() == Register.Role.STATE)
                .toList();
    }

    /// @throws IllegalArgumentException unless there are as many states as the plan is given
    void requireGiven(int count) {
        if (count != given.size())
            throw new IllegalArgumentException(
                    "plan '" + sampler + "' begins with " + given + ": expected a state for each, found " + count);
    }

    /// The plan as a table.
    @Override
    public String toString() {
        return PlanText.of(this);
    }
}
