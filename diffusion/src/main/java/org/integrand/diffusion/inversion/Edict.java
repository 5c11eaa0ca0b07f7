package org.integrand.diffusion.inversion;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.sampler.ExponentialStep;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// EDICT: two coupled chains x and y of DDIM, each stepped with the other's evaluation, then mixed:
///
///     x = a x + b eps(y, s),   y = a y + b eps(x, s),   x = p x + (1 - p) y,   y = p y + (1 - p) x
///
/// with a and b of DDIM from s to t. Every sum is in place, so each is undone in turn. Two evaluations
/// a step. Source: B. Wallace, A. Gokul, N. Naik, "EDICT: Exact diffusion inversion via coupled
/// transformations", CVPR 2023.
///
/// @param mixing      p, 0 < p <= 1, usually 0.93
/// @param alternating whether the chains take turns in who leads, as in the authors' code
public record Edict(double mixing, boolean alternating) implements TwoWaySampler {
    private static final Register Y = Register.state(1);
    private static final Combine TWICE = new Combine(Y, List.of(Register.X.times(1)));

    public Edict {
        if (!(mixing > 0 && mixing <= 1))
            throw new IllegalArgumentException("mixing of edict " + mixing + ": expected 0 < p <= 1, 0.93 is usual");
    }

    /// p = 0.93, alternating.
    public Edict() {
        this(0.93, true);
    }

    @Override
    public String name() {
        return "edict";
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public Plan along(NoiseSchedule schedule, List<NoiseLevel> levels) {
        return new Plan(description(), Prediction.NOISE, afterCopy(steps(levels)));
    }

    @Override
    public Plan decode(NoiseSchedule schedule, List<NoiseLevel> levels) {
        return new Plan(description(), Prediction.NOISE, List.of(Register.X, Y), steps(levels));
    }

    @Override
    public Plan encode(NoiseSchedule schedule, List<NoiseLevel> levels) {
        TwoWaySampler.requireNoiseAtTheEnd(levels);
        return new Plan(
                "encode by " + description(),
                Prediction.NOISE,
                afterCopy(PlanInverse.of(decode(schedule, levels)).steps()));
    }

    private String description() {
        return "edict p " + mixing;
    }

    private static List<Step> afterCopy(List<Step> steps) {
        List<Step> all = new ArrayList<>(steps);
        Step first = all.getFirst();
        List<Instruction> instructions = new ArrayList<>(List.of(TWICE));
        instructions.addAll(first.instructions());
        all.set(0, new Step(first.from(), first.to(), instructions));
        return all;
    }

    private List<Step> steps(List<NoiseLevel> levels) {
        List<Step> steps = new ArrayList<>();
        for (int k = 0; k < levels.size() - 1; k++) {
            NoiseLevel s = levels.get(k);
            var ddim = new ExponentialStep(s, levels.get(k + 1), Prediction.NOISE);
            boolean swapped = alternating && k % 2 == 1;
            Register lead = swapped ? Y : Register.X;
            Register other = swapped ? Register.X : Y;
            List<Instruction> instructions = new ArrayList<>();
            chain(lead, other, Register.evaluation(0), s, ddim, instructions);
            chain(other, lead, Register.evaluation(1), s, ddim, instructions);
            mix(lead, other, instructions);
            mix(other, lead, instructions);
            steps.add(new Step(s, levels.get(k + 1), instructions));
        }
        return steps;
    }

    private static void chain(
            Register state, Register asked, Register m, NoiseLevel at, ExponentialStep ddim, List<Instruction> into) {
        into.add(new Evaluate(m, asked, at));
        into.add(new Combine(state, List.of(state.times(ddim.carry()), m.times(ddim.gain(1)))));
    }

    private void mix(Register state, Register with, List<Instruction> into) {
        if (mixing < 1) into.add(new Combine(state, List.of(state.times(mixing), with.times(1 - mixing))));
    }
}
