package org.integrand.diffusion.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.integrand.diffusion.schedule.NoiseLevel;

/// What a plan does: ask the model, add up, and, if it is stochastic, draw noise.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Instruction.Evaluate.class, name = "evaluate"),
    @JsonSubTypes.Type(value = Instruction.Combine.class, name = "combine"),
    @JsonSubTypes.Type(value = Instruction.Draw.class, name = "draw")
})
public sealed interface Instruction {
    /// Where the result goes.
    Register into();

    /// EVAL: into = the plan's prediction of the model for the state in `from` at a noise level.
    record Evaluate(Register into, Register from, NoiseLevel at) implements Instruction {
        public Evaluate {
            if (into.equals(from))
                throw new IllegalArgumentException("evaluation of " + from + " into itself: expected another register");
            if (at.noiseless())
                throw new IllegalArgumentException(
                        "evaluation at t " + at.t() + ", where there is no noise: expected sigma > 0");
        }
    }

    /// LIN: into = sum of coefficient * register; `into` may be one of them.
    record Combine(Register into, List<Term> terms) implements Instruction {
        public Combine {
            terms = List.copyOf(terms);
            if (terms.isEmpty())
                throw new IllegalArgumentException("combination into " + into + ": no terms, expected at least one");
            if (terms.stream().map(Term::register).distinct().count() != terms.size())
                throw new IllegalArgumentException(
                        "combination into " + into + ": a register occurs twice in " + terms);
        }
    }

    /// into ~ N(0, I): the noise of the path between two noise levels, scaled to variance 1. A source of
    /// noise that knows paths (a Brownian motion) makes it from the increment between them, others from
    /// `slot` and the number of the step.
    ///
    /// @param slot 0 for the first draw of its step, 1 for the next
    record Draw(Register into, int slot, NoiseLevel from, NoiseLevel to) implements Instruction {
        public Draw {
            if (into.role() != Register.Role.NOISE)
                throw new IllegalArgumentException("draw into " + into + ": expected z, z1, ...");
            if (slot < 0 || slot > 99) throw new IllegalArgumentException("draw slot " + slot + ": expected 0 ... 99");
        }
    }
}
