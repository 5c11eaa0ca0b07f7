package org.integrand.diffusion.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.stream.Stream;
import org.integrand.diffusion.schedule.NoiseLevel;

/// What a plan does: ask the model, add up, and, if it is stochastic, draw noise. A plan that knows statistics of
/// the data adds up with a factor for each component of a sample.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Instruction.Evaluate.class, name = "evaluate"),
    @JsonSubTypes.Type(value = Instruction.Combine.class, name = "combine"),
    @JsonSubTypes.Type(value = Instruction.Affine.class, name = "affine"),
    @JsonSubTypes.Type(value = Instruction.Draw.class, name = "draw")
})
public sealed interface Instruction {
    /// Where the result goes.
    Register into();

    /// What must hold something before.
    default List<Register> reads() {
        return switch (this) {
            case Evaluate what -> List.of(what.from());
            case Combine sum -> sum.terms().stream().map(Term::register).toList();
            case Affine sum -> sum.parts().stream().map(Affine.Part::register).toList();
            case Draw _ -> List.of();
        };
    }

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

    /// into_i = sum of factor_i * register_i + offset_i, i the component of a sample; `into` may be one of the
    /// registers.
    record Affine(Register into, List<Part> parts, PerComponent offset) implements Instruction {
        /// One summand.
        public record Part(Register register, PerComponent factor) {}

        public Affine {
            parts = List.copyOf(parts);
            if (parts.stream().map(Part::register).distinct().count() != parts.size())
                throw new IllegalArgumentException("sum into " + into + ": a register occurs twice in " + parts);
            int size = 1;
            for (int other : Stream.concat(Stream.of(offset), parts.stream().map(Part::factor))
                    .mapToInt(PerComponent::size)
                    .toArray()) {
                if (size != 1 && other != 1 && size != other)
                    throw new IllegalArgumentException(
                            "sum into " + into + ": factors of " + size + " and of " + other + " components");
                size = Math.max(size, other);
            }
        }

        /// How many components a sample has, 1 when all factors hold for any number.
        public int size() {
            return parts.stream().mapToInt(part -> part.factor().size()).reduce(offset.size(), Math::max);
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
