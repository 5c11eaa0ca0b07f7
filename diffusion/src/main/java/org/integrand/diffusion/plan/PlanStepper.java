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
/// allocated. The conversion to the plan's prediction is one weighted sum in place, and none where the model
/// predicts what the plan needs. One thread.
public final class PlanStepper<Y> {
    /// A plan's instruction on the actual states.
    private sealed interface Action<Y> {}

    private record Ask<Y>(
            Evaluate what, Y input, Y output, @Nullable Sum<Y> conversion) implements Action<Y> {}

    private record Sum<Y>(double[] coefficients, Y[] terms, Y into) implements Action<Y> {}

    private record End<Y>(Step step, int number) implements Action<Y> {}

    private final Plan plan;
    private final Space<Y> space;
    private final StepObserver<? super Y> observer;
    private final List<Register> registers;
    private final Y[] states;
    private final Y x;
    private final List<Action<Y>> actions = new ArrayList<>();
    private int at;
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
        for (int i = 0; i < plan.steps().size(); i++) {
            for (Instruction instruction : plan.steps().get(i).instructions()) actions.add(laidOut(instruction, raw));
            actions.add(new End<>(plan.steps().get(i), i + 1));
        }
        advance();
    }

    private Action<Y> laidOut(Instruction instruction, Prediction raw) {
        return switch (instruction) {
            case Evaluate what -> {
                Y input = state(what.from());
                Y output = state(what.into());
                var conversion = raw.to(plan.prediction(), what.at());
                yield new Ask<>(
                        what,
                        input,
                        output,
                        raw == plan.prediction()
                                ? null
                                : new Sum<>(
                                        new double[] {conversion.ofState(), conversion.ofRaw()},
                                        states(List.of(what.from(), what.into())),
                                        output));
            }
            case Combine(Register into, List<Term> terms) ->
                new Sum<>(
                        terms.stream().mapToDouble(Term::coefficient).toArray(),
                        states(terms.stream().map(Term::register).toList()),
                        state(into));
        };
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
        Sum<Y> conversion = asked().conversion;
        if (conversion != null) run(conversion);
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
                case Sum<Y> sum -> run(sum);
                case End<Y> end ->
                    observer.after(end.step, end.number, plan.steps().size(), x);
            }
        }
    }

    private void run(Sum<Y> sum) {
        space.combine(sum.coefficients, sum.terms, sum.coefficients.length, sum.into);
    }
}
