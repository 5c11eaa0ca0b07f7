package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Affine;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.schedule.NoiseLevel;

/// Writes updates down as instructions, each thing in a register that nothing else is kept in until it is read
/// for the last time.
///
/// A step of the plan ends where a new state comes to lie in `x`: stages inside a single step lie elsewhere,
/// since `x` still holds its start.
final class Emission {
    /// An update and where in the schedule it is made.
    private record Planned(Update predictor, Corrector.Kind kind, Update corrector) {}

    /// A value at a point in one of its forms.
    private record Value(Form form, int point) {}

    private final SolverSchedule schedule;
    private final List<NoiseLevel> levels;
    private final ModelFacts facts;
    private final Prediction prediction;
    private final List<Planned> planned = new ArrayList<>();

    /// @param levels     of all points
    /// @param prediction what the model is asked for
    Emission(SolverSchedule schedule, List<NoiseLevel> levels, ModelFacts facts, Prediction prediction) {
        this.schedule = schedule;
        this.levels = levels;
        this.facts = facts;
        this.prediction = prediction;
    }

    /// Adds a step.
    void step(Update predictor) {
        planned.add(new Planned(predictor, Corrector.Kind.NONE, predictor));
    }

    /// Corrects the step that was added last. The value at the prediction of an implicit corrector is read by it
    /// alone.
    void correct(Corrector.Kind kind, Update corrector) {
        int point = planned.size();
        planned.add(new Planned(
                planned.removeLast().predictor,
                kind,
                kind == Corrector.Kind.IMPLICIT ? corrector.reading(point, predicted(point)) : corrector));
    }

    /// The number of the state that a corrector replaces, and of an implicit corrector's value there.
    private int predicted(int point) {
        return levels.size() + point;
    }

    /// The plan.
    Plan plan(String name) {
        return new Writer().write(name);
    }

    /// Four moments a step: its start is evaluated, it is predicted, evaluated, corrected.
    private static int moment(int step, int part) {
        return 4 * step + part;
    }

    /// One pass over the steps.
    private final class Writer {
        private final Lifetimes<Integer> stateLives = new Lifetimes<>();
        private final Lifetimes<Value> valueLives = new Lifetimes<>();
        private final Registers<Integer> states = new Registers<>();
        private final Registers<Value> values = new Registers<>();
        private final List<Step> steps = new ArrayList<>();
        private final List<Instruction> instructions = new ArrayList<>();
        private int from;

        Plan write(String name) {
            live();
            states.take(0, -1, stateLives.of(0));
            for (int i = 0; i < planned.size(); i++) step(i, planned.get(i));
            return new Plan(name, prediction, steps);
        }

        private void live() {
            stateLives.read(0, 0);
            for (int i = 0; i < planned.size(); i++) {
                Planned step = planned.get(i);
                if (asksAtStart(i)) stateLives.read(i, moment(i, 0));
                live(step.predictor, moment(i, 1));
                if (step.kind == Corrector.Kind.NONE) continue;
                stateLives.read(predicted(i + 1), moment(i, 2));
                live(step.corrector, moment(i, 3));
            }
            stateLives.read(planned.size(), Integer.MAX_VALUE);
        }

        private void live(Update update, int moment) {
            stateLives.read(update.state(), moment);
            for (Update.Use use : update.uses()) valueLives.read(new Value(update.form(), use.point()), moment);
        }

        private boolean asksAtStart(int i) {
            return i == 0 ? schedule.first() == FirstValue.MODEL : planned.get(i - 1).kind != Corrector.Kind.PSEUDO;
        }

        private void step(int i, Planned step) {
            if (asksAtStart(i)) evaluate(i, i, i, moment(i, 0));
            else if (i == 0) guess();
            if (step.kind == Corrector.Kind.NONE) sum(step.predictor, i + 1, moment(i, 1));
            else {
                sum(step.predictor, predicted(i + 1), moment(i, 1));
                int value = step.kind == Corrector.Kind.IMPLICIT ? predicted(i + 1) : i + 1;
                evaluate(predicted(i + 1), value, i + 1, moment(i, 2));
                sum(step.corrector, i + 1, moment(i, 3));
            }
            if (states.of(i + 1) != 0) return;
            steps.add(new Step(levels.get(from), levels.get(i + 1), instructions));
            instructions.clear();
            from = i + 1;
        }

        /// Asks the model, and makes of its answer the forms in which it is read later.
        private void evaluate(int state, int value, int point, int now) {
            var raw = new Value(prediction == Prediction.DATA ? Form.DATA : Form.NOISE, value);
            boolean kept = valueLives.of(raw) > now;
            List<Value> made = Arrays.stream(Form.values())
                    .map(form -> new Value(form, value))
                    .filter(other -> !other.equals(raw) && valueLives.of(other) > now)
                    .toList();
            Register x = stateRegister(state);
            int into = values.take(raw, now, Math.max(valueLives.of(raw), now + 1));
            instructions.add(new Evaluate(Register.evaluation(into), x, levels.get(point)));
            for (int k = 0; k < made.size(); k++) {
                Value other = made.get(k);
                int last = valueLives.of(other);
                int target =
                        kept || k < made.size() - 1 ? values.take(other, now, last) : values.replace(raw, other, last);
                convert(other.form, levels.get(point), x, Register.evaluation(into), Register.evaluation(target));
            }
        }

        /// D = (x - sigma eps) / alpha, f = (sigma eps - l x) / alpha.
        private void convert(Form form, NoiseLevel at, Register x, Register eps, Register into) {
            double share = at.rho();
            if (form == Form.DATA)
                instructions.add(new Combine(into, List.of(x.times(1 / at.alpha()), eps.times(-share))));
            else
                add(
                        into,
                        List.of(
                                new Affine.Part(x, statistics().linear(at, 0, -1 / at.alpha())),
                                new Affine.Part(eps, PerComponent.of(share))),
                        PerComponent.ZERO);
        }

        private EmpiricalStatistics statistics() {
            return facts.statistics().orElseThrow();
        }

        /// The forms of the guess at the start, eps = a x + b mean.
        private void guess() {
            NoiseLevel at = levels.getFirst();
            var guess = new Guess(schedule.first(), at, facts);
            for (Form form : Form.values()) {
                var value = new Value(form, 0);
                if (valueLives.of(value) < 0) continue;
                Register into = Register.evaluation(values.take(value, 0, valueLives.of(value)));
                add(into, List.of(new Affine.Part(stateRegister(0), guess.ofState(form))), guess.offset(form));
            }
        }

        private void sum(Update update, int state, int now) {
            List<Affine.Part> parts = new ArrayList<>();
            parts.add(new Affine.Part(stateRegister(update.state()), update.carry()));
            for (Update.Use use : update.uses())
                parts.add(new Affine.Part(
                        Register.evaluation(values.of(new Value(update.form(), use.point()))), use.weight()));
            states.take(state, now, stateLives.of(state));
            add(stateRegister(state), parts, update.offset());
        }

        private Register stateRegister(int state) {
            int index = states.of(state);
            return index == 0 ? Register.X : new Register(Register.Role.STAGE, index - 1);
        }

        /// A sum, with one factor for all components where that is all it has.
        private void add(Register into, List<Affine.Part> parts, PerComponent offset) {
            if (offset.equals(PerComponent.ZERO)
                    && parts.stream().allMatch(part -> part.factor().size() == 1))
                instructions.add(new Combine(
                        into,
                        parts.stream()
                                .filter(part -> part.factor().at(0) != 0 || parts.size() == 1)
                                .map(part -> part.register().times(part.factor().at(0)))
                                .toList()));
            else instructions.add(new Affine(into, parts, offset));
        }
    }
}
