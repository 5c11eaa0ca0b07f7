package org.integrand.diffusion.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Affine;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Draw;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.engine.space.Space;

/// The states of a run, and instructions laid out on them. The conversion to the plan's prediction is one
/// weighted sum in place, in the same pass over memory as the sums that follow it, and none where the model
/// predicts what the plan needs; with a correction there are two, and the correction between them.
final class Workspace<Y> {
    /// An instruction on the actual states.
    sealed interface Action<Y> {}

    record Ask<Y>(Evaluate what, Y input, Y output) implements Action<Y> {}

    /// Sums with nothing in between: worked off together.
    record Sums<Y>(List<Sum<Y>> sums) implements Action<Y> {}

    /// A sum with factors of their own for the components.
    record Each<Y>(ComponentSum<Y> sum, Y into) implements Action<Y> {}

    record Correct<Y>(Evaluate what, Y data) implements Action<Y> {}

    record Noise<Y>(Draw what, int step, Y into) implements Action<Y> {}

    record End<Y>(Step step, int number) implements Action<Y> {}

    record Sum<Y>(double[] coefficients, Y[] terms, Y into) {}

    private final Prediction prediction;
    private final Prediction raw;
    private final SamplingHooks<Y> hooks;
    private final List<Register> registers;
    private final Y[] states;
    private final SumWork<Y> work;

    /// @param prediction what the evaluation registers hold
    /// @param raw        what the model says
    Workspace(Space<Y> space, List<Register> registers, Prediction prediction, Prediction raw, SamplingHooks<Y> hooks) {
        this.prediction = prediction;
        this.raw = raw;
        this.hooks = hooks;
        this.registers = registers;
        this.states = space.allocate(registers.size());
        this.work = new SumWork<>(space);
    }

    Y state(Register register) {
        return states[registers.indexOf(register)];
    }

    /// Appends the actions of some steps in a row.
    ///
    /// @param first  number of the first of them, from 1
    /// @param marked whether the end of each step is an action. Otherwise the sums at the end of a step
    ///     and those at the beginning of the next (a corrector's and a predictor's) are worked off
    ///     together.
    void layOut(List<Step> steps, int first, boolean marked, List<Action<Y>> actions) {
        List<Sum<Y>> sums = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            layOut(steps.get(i), first + i, sums, actions);
            if (!marked) continue;
            flush(sums, actions);
            actions.add(new End<>(steps.get(i), first + i));
        }
        flush(sums, actions);
    }

    private void layOut(Step step, int number, List<Sum<Y>> sums, List<Action<Y>> actions) {
        for (Instruction instruction : step.instructions()) {
            switch (instruction) {
                case Evaluate what -> {
                    flush(sums, actions);
                    actions.add(new Ask<>(what, state(what.from()), state(what.into())));
                    if (hooks.correction().isPresent()) {
                        convert(raw, Prediction.DATA, what, sums);
                        flush(sums, actions);
                        actions.add(new Correct<>(what, state(what.into())));
                        convert(Prediction.DATA, prediction, what, sums);
                    } else convert(raw, prediction, what, sums);
                }
                case Combine(Register into, List<Term> terms) ->
                    sums.add(new Sum<>(
                            terms.stream().mapToDouble(Term::coefficient).toArray(),
                            states(terms.stream().map(Term::register).toList()),
                            state(into)));
                case Affine what -> {
                    flush(sums, actions);
                    Y into = state(what.into());
                    actions.add(new Each<>(ComponentSum.of(what, states(what.reads()), into), into));
                }
                case Draw what -> {
                    flush(sums, actions);
                    actions.add(new Noise<>(what, number - 1, state(what.into())));
                }
            }
        }
    }

    private static <Y> void flush(List<Sum<Y>> sums, List<Action<Y>> actions) {
        if (!sums.isEmpty()) actions.add(new Sums<>(List.copyOf(sums)));
        sums.clear();
    }

    private void convert(Prediction from, Prediction to, Evaluate what, List<Sum<Y>> sums) {
        if (from == to) return;
        var conversion = from.to(to, what.at());
        sums.add(new Sum<>(
                new double[] {conversion.ofState(), conversion.ofRaw()},
                states(List.of(what.from(), what.into())),
                state(what.into())));
    }

    /// The states of some registers, in an array of their own type.
    private Y[] states(List<Register> some) {
        Y[] chosen = Arrays.copyOf(states, some.size());
        for (int i = 0; i < chosen.length; i++) chosen[i] = state(some.get(i));
        return chosen;
    }

    void run(Action<Y> action) {
        if (action instanceof Sums<Y>(var sums)) work.run(sums);
        else if (action instanceof Noise<Y> noise) run(noise);
        else if (action instanceof Each<Y>(var sum, Y into)) sum.run(into);
        else if (action instanceof Correct<Y> correct) run(correct);
    }

    private void run(Noise<Y> noise) {
        hooks.noise().fill(noise.step, noise.what.slot(), noise.what.from(), noise.what.to(), noise.into);
    }

    private void run(Correct<Y> correct) {
        hooks.correction().orElseThrow().correct(correct.data, correct.what.at());
    }
}
