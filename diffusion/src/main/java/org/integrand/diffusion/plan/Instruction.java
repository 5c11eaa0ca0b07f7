package org.integrand.diffusion.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.integrand.diffusion.schedule.NoiseLevel;

/// The two things a plan does.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Instruction.Evaluate.class, name = "evaluate"),
    @JsonSubTypes.Type(value = Instruction.Combine.class, name = "combine")
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
}
