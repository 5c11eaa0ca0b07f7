package org.integrand.diffusion.plan;

import java.util.List;
import org.integrand.diffusion.schedule.NoiseLevel;

/// The instructions that carry the sample from one noise level to another.
public record Step(NoiseLevel from, NoiseLevel to, List<Instruction> instructions) {
    public Step {
        instructions = List.copyOf(instructions);
        if (from.alpha() == to.alpha() && from.sigma() == to.sigma())
            throw new IllegalArgumentException(
                    "step from t " + from.t() + " to " + to.t() + " has length 0: expected two different noise levels");
        if (instructions.isEmpty())
            throw new IllegalArgumentException("step from t " + from.t() + " to " + to.t() + ": no instructions");
    }
}
