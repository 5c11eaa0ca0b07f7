package org.integrand.diffusion.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.engine.space.Space;
import org.jspecify.annotations.Nullable;

/// Runs a plan by being fed, for models that live elsewhere:
///
///     while (!stepper.done()) stepper.supply(network(stepper.input(), stepper.pending().at()));
///
/// [#pending] says what is to be evaluated; the answer is given by [#supply], or written into [#output] and
/// declared by [#supplied], which copies nothing. The plan is laid out once, here; afterwards nothing is
/// allocated. The conversion to the plan's prediction is one weighted sum in place, in the same pass over memory as
/// the sums that follow it, and none where the model predicts what the plan needs. One thread.
public final class PlanStepper<Y> {
    /// A plan's instruction on the actual states.
    private sealed interface Action<Y> {}

    private record Ask<Y>(Evaluate what, Y input, Y output) implements Action<Y> {}

    /// Sums with nothing in between: worked off together, a block of components after the other.
    private record Sums<Y>(List<Sum<Y>> sums) implements Action<Y> {}

    private record End<Y>(Step step, int number) implements Action<Y> {}

    private record Sum<Y>(double[] coefficients, Y[] terms, Y into) {}

    /// components a block: four registers of them stay in a core's second-level cache
    private static final int BLOCK = 16384;

    private final Plan plan;
    private final Space<Y> space;
    private final StepObserver<? super Y> observer;
    private final List<Register> registers;
    private final Y[] states;
    private final Y x;
    private final List<Action<Y>> actions = new ArrayList<>();
    private int at;
    private boolean backwards;
    private @Nullable Ask<Y> ask;

    /// @param raw   what the model predicts
    /// @param start the noise to begin with; it is copied
    /// @throws IllegalArgumentException when `start` is not finite
    public PlanStepper(Plan plan, Space<Y> space, Prediction raw, Y start, StepObserver<? super Y> observer) {
        if (!Double.isFinite(space.norm(start)))
            throw new IllegalArgumentException(
                    "start of the plan: its norm is " + space.norm(start) + ", expected finite numbers");
        this.plan = plan;
        this.space = space;
        this.observer = observer;
        this.registers = plan.registers();
        this.states = space.allocate(registers.size());
        this.x = state(Register.X);
        space.copy(start, x);
        layOut(raw);
        advance();
    }

    private void layOut(Prediction raw) {
        List<Sum<Y>> sums = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            for (Instruction instruction : step.instructions()) {
                switch (instruction) {
                    case Evaluate what -> {
                        layOut(sums);
                        actions.add(new Ask<>(what, state(what.from()), state(what.into())));
                        if (raw != plan.prediction()) sums.add(conversion(raw, what));
                    }
                    case Combine(Register into, List<Term> terms) ->
                        sums.add(new Sum<>(
                                terms.stream().mapToDouble(Term::coefficient).toArray(),
                                states(terms.stream().map(Term::register).toList()),
                                state(into)));
                }
            }
            layOut(sums);
            actions.add(new End<>(step, i + 1));
        }
    }

    private void layOut(List<Sum<Y>> sums) {
        if (!sums.isEmpty()) actions.add(new Sums<>(List.copyOf(sums)));
        sums.clear();
    }

    private Sum<Y> conversion(Prediction raw, Evaluate what) {
        var conversion = raw.to(plan.prediction(), what.at());
        return new Sum<>(
                new double[] {conversion.ofState(), conversion.ofRaw()},
                states(List.of(what.from(), what.into())),
                state(what.into()));
    }

    /// The states of some registers, in an array of their own type.
    private Y[] states(List<Register> some) {
        Y[] chosen = Arrays.copyOf(states, some.size());
        for (int i = 0; i < chosen.length; i++) chosen[i] = state(some.get(i));
        return chosen;
    }

    private Y state(Register register) {
        return states[registers.indexOf(register)];
    }

    /// Whether the plan is finished and [#state] its result.
    public boolean done() {
        return ask == null;
    }

    /// The evaluation that is waited for.
    public Evaluate pending() {
        return asked().what;
    }

    /// The state to evaluate; live, not to be changed.
    public Y input() {
        return asked().input;
    }

    /// Where the model's raw output goes.
    public Y output() {
        return asked().output;
    }

    /// The live sample. It may be changed between evaluations, when the pending one is of the sample itself: to
    /// correct it, or to start from a known history.
    public Y state() {
        return x;
    }

    /// Takes the model's raw output, a copy of it, and goes on to the next evaluation.
    public void supply(Y raw) {
        space.copy(raw, output());
        supplied();
    }

    /// The model's raw output lies in [#output]: goes on to the next evaluation.
    public void supplied() {
        asked();
        advance();
    }

    private Ask<Y> asked() {
        if (ask == null)
            throw new IllegalStateException(
                    "the plan is done after " + plan.evaluations() + " evaluations: expected no more of them");
        return ask;
    }

    /// Works off the actions up to the next evaluation.
    private void advance() {
        ask = null;
        while (ask == null && at < actions.size()) {
            switch (actions.get(at++)) {
                case Ask<Y> next -> ask = next;
                case Sums<Y>(var sums) -> run(sums);
                case End<Y> end ->
                    observer.after(end.step, end.number, plan.steps().size(), x);
            }
        }
    }

    /// In alternating direction: the components that were touched last are still in the cache when the next sums
    /// begin with them.
    private void run(List<Sum<Y>> sums) {
        int dimension = space.dimension();
        int blocks = Math.ceilDiv(dimension, BLOCK);
        for (int k = 0; k < blocks; k++) {
            int from = (backwards ? blocks - 1 - k : k) * BLOCK;
            int to = Math.min(from + BLOCK, dimension);
            for (int i = 0; i < sums.size(); i++) {
                Sum<Y> sum = sums.get(i);
                space.combine(sum.coefficients, sum.terms, sum.coefficients.length, sum.into, from, to);
            }
        }
        backwards = !backwards;
    }
}
