package org.integrand.diffusion.inversion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.plan.Term;
import org.integrand.engine.space.DoubleSpace;

/// Runs a plan forwards and undoes it, with states in fixed point, to the last bit, or in pairs of
/// doubles. Undoing takes back exactly the sums that were added, which another plan, the inverse, does
/// only up to rounding.
///
/// To the last bit requires a model that gives the same bits for the same state and time: then it holds
/// on any number of threads and from one run of the program to the next. One thread; runs on parts of a
/// batch are independent.
public final class ReversibleRun {
    /// A move on the actual states: laid out once, so that nothing is allocated while it runs.
    @FunctionalInterface
    private interface Action {
        void run(DiffusionModel<double[]> model);
    }

    private final Plan plan;
    private final List<List<Reversal.Move>> moves;
    private final Map<Register, HeldState> states = new LinkedHashMap<>();
    private final List<List<Action>> there = new ArrayList<>();
    private final List<List<Action>> home = new ArrayList<>();
    private final DoubleSpace space;

    /// @param numbers of a state: of all samples of the batch together
    /// @throws IllegalArgumentException when the plan cannot be undone in this arithmetic, with the
    ///     reason
    public ReversibleRun(Plan plan, int numbers, Arithmetic arithmetic) {
        this.plan = plan;
        this.moves = Reversal.of(plan);
        this.space = DoubleSpace.of(numbers);
        for (Register register : plan.registers()) states.put(register, held(register, numbers, arithmetic));
        var sums = new OtherTerms.Buffers(space);
        for (int i = 0; i < moves.size(); i++) {
            there.add(plan.steps().get(i).instructions().stream()
                    .map(what -> again(what, sums))
                    .toList());
            home.add(moves.get(i).stream().map(move -> action(move, sums)).toList());
        }
    }

    private Action action(Reversal.Move move, OtherTerms.Buffers sums) {
        return switch (move) {
            case Reversal.Again(var what) -> again(what, sums);
            case Reversal.Undo(var what) -> {
                Combine sum = weighted(what);
                HeldState into = held(sum.into());
                double own = PlanInverse.own(sum);
                OtherTerms others = others(sum, sums);
                yield _ -> into.takeBack(own, others);
            }
        };
    }

    private Action again(Instruction what, OtherTerms.Buffers sums) {
        if (what instanceof Evaluate ask) return new Asking(ask, held(ask.from()).nearest, held(ask.into()).nearest);
        Combine sum = weighted(what);
        HeldState into = held(sum.into());
        OtherTerms others = others(sum, sums);
        if (!sum.reads().contains(sum.into())) return _ -> into.set(others.sum());
        double own = PlanInverse.own(sum);
        return _ -> into.advance(own, others);
    }

    private Combine weighted(Instruction what) {
        if (what instanceof Combine sum) return sum;
        throw new IllegalArgumentException("plan '" + plan.sampler()
                + "' has factors for components: expected a plan of evaluations and weighted sums");
    }

    /// An evaluation, with the conversion to what the plan is written for.
    private final class Asking implements Action {
        private final Evaluate what;
        private final double[] x;
        private final double[] m;
        private Prediction raw;
        private Prediction.Conversion conversion;

        Asking(Evaluate what, double[] x, double[] m) {
            this.what = what;
            this.x = x;
            this.m = m;
            this.raw = plan.prediction();
            this.conversion = raw.to(raw, what.at());
        }

        @Override
        public void run(DiffusionModel<double[]> model) {
            model.evaluate(x, what.at().t(), m);
            if (model.prediction() != raw) {
                raw = model.prediction();
                conversion = raw.to(plan.prediction(), what.at());
            }
            if (raw == plan.prediction()) return;
            for (int i = 0; i < m.length; i++) m[i] = conversion.ofState() * x[i] + conversion.ofRaw() * m[i];
        }
    }

    private HeldState held(Register register, int numbers, Arithmetic arithmetic) {
        if (register.role() != Register.Role.STATE) return new HeldState.Plain(numbers);
        return switch (arithmetic) {
            case Arithmetic.DoubleDouble _ -> new HeldState.Twofold(numbers);
            case Arithmetic.FixedPoint format -> new HeldState.Fixed(numbers, format, fraction(register));
        };
    }

    /// The coefficient that a register has in its sums in place, unless it is 1.
    private Optional<Fraction> fraction(Register register) {
        var different = new TreeSet<Double>();
        for (List<Reversal.Move> step : moves)
            for (Reversal.Move move : step)
                if (move instanceof Reversal.Undo(Combine sum) && sum.into().equals(register)) {
                    double own = PlanInverse.own(sum);
                    if (own != 1) different.add(own);
                }
        if (different.isEmpty()) return Optional.empty();
        var fraction = Fraction.of(different.first());
        if (different.size() > 1 || fraction.isEmpty())
            throw new IllegalArgumentException("plan '" + plan.sampler() + "' multiplies " + register + " by "
                    + different.first()
                    + (different.size() > 1 ? " and by other numbers" : "")
                    + ": fixed point undoes factors of 1, or of one fraction n / d of whole numbers up to 1000, as bdia"
                    + " with gamma 1 or 4/5 has");
        return fraction;
    }

    private OtherTerms others(Combine sum, OtherTerms.Buffers buffers) {
        List<Term> terms = sum.terms().stream()
                .filter(term -> !term.register().equals(sum.into()))
                .toList();
        return new OtherTerms(
                terms.stream().mapToDouble(Term::coefficient).toArray(),
                terms.stream().map(term -> held(term.register())).toList(),
                space,
                buffers);
    }

    /// Puts states into the registers that the plan is given.
    public void start(List<double[]> starts) {
        put(plan.given(), starts);
    }

    /// Puts states into the registers that the plan leaves something in, to undo it from there.
    public void end(List<double[]> ends) {
        put(plan.states(), ends);
    }

    private void put(List<Register> registers, List<double[]> given) {
        if (given.size() != registers.size())
            throw new IllegalArgumentException("plan '" + plan.sampler() + "' has " + registers
                    + ": expected a state for each, found " + given.size());
        for (int k = 0; k < given.size(); k++) held(registers.get(k)).set(given.get(k));
    }

    private HeldState held(Register register) {
        HeldState state = states.get(register);
        if (state == null) throw new IllegalStateException("no register " + register);
        return state;
    }

    /// Runs the plan.
    ///
    /// @param observer is told of the sample after each step
    /// @throws ArithmeticException when a state outgrows its numbers
    public void forward(DiffusionModel<double[]> model, StepObserver<? super double[]> observer) {
        int count = plan.steps().size();
        for (int i = 0; i < count; i++) {
            run(there.get(i), model);
            observer.after(plan.steps().get(i), i + 1, count, held(Register.X).nearest);
        }
    }

    private static void run(List<Action> actions, DiffusionModel<double[]> model) {
        for (int k = 0; k < actions.size(); k++) actions.get(k).run(model); // an iterator would be allocated
    }

    /// Undoes the plan, from the states at its end.
    public void back(DiffusionModel<double[]> model, StepObserver<? super double[]> observer) {
        int count = plan.steps().size();
        for (int i = count - 1; i >= 0; i--) {
            run(home.get(i), model);
            observer.after(plan.steps().get(i), count - i, count, held(Register.X).nearest);
        }
    }

    /// Copies of the states that [Plan#states] names: their nearest doubles.
    public List<double[]> states() {
        return plan.states().stream().map(r -> held(r).nearest.clone()).toList();
    }

    /// Copies of the same in fixed point, as whole numbers of units.
    /// @throws IllegalStateException in another arithmetic
    public List<long[]> units() {
        List<long[]> units = new ArrayList<>();
        for (Register register : plan.states()) {
            if (!(held(register) instanceof HeldState.Fixed fixed))
                throw new IllegalStateException("units of states in pairs of doubles: expected fixed point");
            units.add(fixed.units.clone());
        }
        return units;
    }

    /// Bits kept beside the states for every number of a sample, on average; fewer than 0 where the
    /// plan took bits out instead.
    public double keptBits() {
        return states.values().stream().mapToDouble(HeldState::bits).sum();
    }

    /// Whether nothing is kept beside the states, as it is after everything is undone.
    public boolean nothingKept() {
        return states.values().stream().allMatch(s -> !(s instanceof HeldState.Fixed fixed) || fixed.untouched());
    }

    /// The bits to keep that are to be expected: log2(d / n) for every multiplication by n / d.
    public double expectedBits() {
        return moves.stream()
                .flatMap(List::stream)
                .mapToDouble(move -> move instanceof Reversal.Undo(Combine sum)
                        ? Fraction.of(PlanInverse.own(sum)).map(Fraction::bits).orElse(0.0)
                        : 0)
                .sum();
    }
}
