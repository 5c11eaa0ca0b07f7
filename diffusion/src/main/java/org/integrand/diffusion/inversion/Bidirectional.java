package org.integrand.diffusion.inversion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.plan.Term;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// Two-step bidirectional explicit samplers: with one-step maps F ([StepMap]) down to less noise and up
/// to more,
///
///     z_(i-1) = F_down(i -> i-1 | z_i) + g_i (z_(i+1) - F_up(i -> i+1 | z_i))
///
/// is solved for z_(i+1) as explicitly as for z_(i-1). The latent is the pair (z_N, z_(N-1)): a restart
/// from z_N alone is another path. From noise alone the first step is F_down, from data alone z_1 =
/// F_up(0 -> 1 | z_0).
///
/// In registers `x` and `x1` the two states take turns, and every step is one sum in place. State i
/// lies in `x` for even i, in `x1` for odd i, i = 0 the data: [#register].
///
/// With Euler both ways and y = z / alpha, c_i = g_i alpha_(i+1) / alpha_(i-1): y_(i-1) = y_i - h_i
/// eps_i + c_i (y_(i+1) - y_i - h_(i+1) eps_i), local error (h_i^2 - c_i h_(i+1)^2) eps' / 2 + O(h^3).
/// Source: BDIA (arXiv 2307.10829), section 4; the members are named at [BackWeight].
///
/// @param name   by which a user asks for it
/// @param weight g_i
/// @param down   F_down
/// @param up     F_up
public record Bidirectional(String name, BackWeight weight, StepMap down, StepMap up) implements TwoWaySampler {
    private static final Register FIRST = Register.evaluation(0);
    private static final List<Register> PAIR = List.of(Register.X, Register.state(1));

    public Bidirectional {
        if (down.prediction != up.prediction)
            throw new IllegalArgumentException("two-step sampler with " + down + " down and " + up
                    + " up: one predicts noise, the other data, expected the same");
    }

    /// BDIA-DDIM.
    public static Bidirectional bdia(double gamma) {
        return new Bidirectional("bdia", new BackWeight.Constant(gamma), StepMap.EULER, StepMap.EULER);
    }

    /// BDIA-EDM: Heun down; up Heun too, or Euler, which costs no evaluation of its own and is of order
    /// 1.
    public static Bidirectional bdiaEdm(double gamma, StepMap up) {
        return new Bidirectional("bdia-edm", new BackWeight.Constant(gamma), StepMap.HEUN, up);
    }

    /// BDIA with DPM-Solver++ 2S both ways.
    public static Bidirectional bdiaTwoStages(double gamma) {
        return new Bidirectional("bdia-2s", new BackWeight.Constant(gamma), StepMap.TWO_STAGES, StepMap.TWO_STAGES);
    }

    /// O-BELM.
    public static Bidirectional optimal() {
        return new Bidirectional("o-belm", new BackWeight.Optimal(), StepMap.EULER, StepMap.EULER);
    }

    /// The leapfrog rule in rho.
    public static Bidirectional leapfrog() {
        return new Bidirectional("leapfrog-rho", new BackWeight.Leapfrog(), StepMap.EULER, StepMap.EULER);
    }

    @Override
    public boolean exact() {
        return true;
    }

    /// Where state i lies, i = 0 the data, i = N the noise.
    public static Register register(int i) {
        return Register.state(i % 2);
    }

    @Override
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels) {
        var writing = new Writing(this, schedule, levels);
        List<Step> steps = new ArrayList<>();
        steps.add(writing.first());
        steps.addAll(writing.others());
        return new Plan(description(), writing.form(), steps);
    }

    @Override
    public Plan decode(NoiseSchedule schedule, List<NoiseLevel> levels) {
        requirePair(levels);
        var writing = new Writing(this, schedule, levels);
        return new Plan(description(), writing.form(), PAIR, writing.others());
    }

    @Override
    public Plan encode(NoiseSchedule schedule, List<NoiseLevel> levels) {
        requirePair(levels);
        TwoWaySampler.requireNoiseAtTheEnd(levels);
        var writing = new Writing(this, schedule, levels);
        List<Step> steps =
                new ArrayList<>(PlanInverse.of(decode(schedule, levels)).steps());
        Step first = steps.getFirst();
        List<Instruction> instructions = new ArrayList<>(writing.up());
        instructions.addAll(first.instructions());
        steps.set(0, new Step(first.from(), first.to(), instructions));
        return new Plan("encode by " + description(), writing.form(), steps);
    }

    private void requirePair(List<NoiseLevel> levels) {
        if (levels.size() < 3)
            throw new IllegalArgumentException(
                    name + " in " + (levels.size() - 1) + " steps: expected at least 2, two states are its latent");
    }

    private String description() {
        String gamma = weight instanceof BackWeight.Constant(double g) ? " gamma " + g : "";
        return name + gamma + (down == StepMap.HEUN && up == StepMap.EULER ? " backward euler" : "");
    }

    /// Writes the steps.
    private record Writing(Bidirectional sampler, NoiseSchedule schedule, List<NoiseLevel> levels) {
        Prediction form() {
            boolean signalless = levels.getFirst().signalless();
            if (signalless && (sampler.down != StepMap.EULER || sampler.up != StepMap.EULER))
                throw new IllegalArgumentException(sampler.name + " from t "
                        + levels.getFirst().t() + ", where alpha is 0: only order 1 is defined there, expected a later"
                        + " start or bdia");
            return signalless ? Prediction.DATA : sampler.down.prediction;
        }

        /// From noise alone: both registers hold z_N, then one goes down.
        Step first() {
            int steps = levels.size() - 1;
            Register here = register(steps);
            Register other = register(steps + 1);
            List<Instruction> instructions = new ArrayList<>();
            instructions.add(new Combine(Register.state(1), List.of(Register.X.times(1))));
            instructions.add(new Evaluate(FIRST, here, levels.getFirst()));
            List<Term> down =
                    sampler.down.write(use(here), levels.get(0), levels.get(1), Register.evaluation(1), instructions);
            var sum = new Sum();
            sum.add(1, List.of(other.times(1)));
            sum.add(1, down);
            sum.add(-1, List.of(here.times(1)));
            instructions.add(sum.into(other));
            return new Step(levels.get(0), levels.get(1), instructions);
        }

        List<Step> others() {
            List<Step> steps = new ArrayList<>();
            for (int k = 1; k < levels.size() - 1; k++) {
                NoiseLevel before = levels.get(k - 1);
                NoiseLevel here = levels.get(k);
                NoiseLevel after = levels.get(k + 1);
                Register state = register(levels.size() - 1 - k);
                Register other = register(levels.size() - k);
                double g = sampler.weight.at(before, here, after);
                List<Instruction> instructions = new ArrayList<>();
                instructions.add(new Evaluate(FIRST, state, here));
                List<Term> up = sampler.up.write(use(state), here, before, Register.evaluation(1), instructions);
                List<Term> down = sampler.down.write(use(state), here, after, Register.evaluation(2), instructions);
                var sum = new Sum();
                sum.add(g, List.of(other.times(1)));
                sum.add(1, down);
                sum.add(-g, up);
                instructions.add(sum.into(other));
                steps.add(new Step(here, after, instructions));
            }
            return steps;
        }

        /// From data alone: x1 = F_up(0 -> 1 | x).
        List<Instruction> up() {
            NoiseLevel here = levels.getLast();
            List<Instruction> instructions = new ArrayList<>();
            instructions.add(new Evaluate(FIRST, Register.X, here));
            List<Term> up = sampler.up.write(
                    use(Register.X), here, levels.get(levels.size() - 2), Register.evaluation(1), instructions);
            instructions.add(new Combine(Register.state(1), up));
            return instructions;
        }

        private StepMap.Use use(Register state) {
            return new StepMap.Use(schedule, state, FIRST, form());
        }
    }

    /// A weighted sum in the making: terms of a register are joined.
    private static final class Sum {
        private final Map<Register, Double> terms = new LinkedHashMap<>();

        void add(double factor, List<Term> some) {
            for (Term term : some) terms.merge(term.register(), factor * term.coefficient(), Double::sum);
        }

        Combine into(Register register) {
            return new Combine(
                    register,
                    terms.entrySet().stream()
                            .filter(e -> e.getValue() != 0)
                            .map(e -> new Term(e.getKey(), e.getValue()))
                            .toList());
        }
    }
}
