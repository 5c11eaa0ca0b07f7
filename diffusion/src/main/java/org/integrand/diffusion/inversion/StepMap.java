package org.integrand.diffusion.inversion;

import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Term;
import org.integrand.diffusion.sampler.ExponentialStep;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A one-step method F(s -> t | z), in either direction of time. It depends on the state at s only, and
/// so can stand in a two-step sampler ([Bidirectional]).
public enum StepMap {
    /// Order 1: (alpha_t / alpha_s) z + (sigma_t - sigma_s alpha_t / alpha_s) eps(z, s), that is DDIM.
    EULER(Prediction.NOISE),
    /// Order 2: the trapezoidal rule in rho, EDM's Heun. Towards zero noise [#EULER].
    HEUN(Prediction.NOISE),
    /// Order 2: DPM-Solver++ 2S with its stage in the middle in lambda. Towards zero noise [#EULER].
    TWO_STAGES(Prediction.DATA);

    final Prediction prediction;

    StepMap(Prediction prediction) {
        this.prediction = prediction;
    }

    /// One use of a map.
    ///
    /// @param state      where z is
    /// @param evaluation where its evaluation at s is already
    /// @param form       what evaluations are
    record Use(NoiseSchedule schedule, Register state, Register evaluation, Prediction form) {}

    /// Emits what the map needs besides the evaluation at s, and gives F as a sum.
    ///
    /// @param second where a second evaluation may go
    List<Term> write(Use use, NoiseLevel s, NoiseLevel t, Register second, List<Instruction> into) {
        var step = new ExponentialStep(s, t, use.form);
        if (this == EULER || t.noiseless())
            return List.of(use.state.times(step.carry()), use.evaluation.times(step.gain(1)));
        boolean heun = this == HEUN;
        NoiseLevel inside = heun ? t : middle(use.schedule, s, t);
        var part = step.to(inside);
        into.add(new Combine(Register.U, List.of(use.state.times(part.carry()), use.evaluation.times(part.gain(1)))));
        into.add(new Evaluate(second, Register.U, inside));
        double share = heun ? 0.5 : 0.5 * step.h() / part.h();
        return List.of(
                use.state.times(step.carry()),
                use.evaluation.times((1 - share) * step.gain(1)),
                second.times(share * step.gain(1)));
    }

    private static NoiseLevel middle(NoiseSchedule schedule, NoiseLevel s, NoiseLevel t) {
        return schedule.atLambda((s.halfLogSnr() + t.halfLogSnr()) / 2);
    }
}
