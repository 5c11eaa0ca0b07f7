package org.integrand.diffusion.usf;

import java.util.stream.IntStream;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.schedule.NoiseLevel;

/// The guessed value at the start in its forms, each a factor times x plus an offset: see [FirstValue].
record Guess(FirstValue what, NoiseLevel at, ModelFacts facts) {
    /// The factor of x.
    PerComponent ofState(Form form) {
        return switch (form) {
            case NOISE -> PerComponent.of(slope());
            case DATA -> PerComponent.of(what == FirstValue.UNIT ? (1 - at.sigma() * slope()) / at.alpha() : 0);
            case EMPIRICAL ->
                facts.statistics().orElseThrow().linear(at, at.sigma() * slope() / at.alpha(), -1 / at.alpha());
        };
    }

    /// What is added.
    PerComponent offset(Form form) {
        if (what != FirstValue.MEAN) return PerComponent.ZERO;
        PerComponent mean = facts.mean().orElseThrow();
        double factor = switch (form) {
            case NOISE -> -at.alpha() / at.sigma();
            case DATA -> 1;
            case EMPIRICAL -> -1;
        };
        return PerComponent.of(IntStream.range(0, mean.size())
                .mapToDouble(i -> factor * mean.at(i))
                .toArray());
    }

    /// eps = slope x + ...
    private double slope() {
        return what == FirstValue.UNIT ? 1 / Math.hypot(at.alpha(), at.sigma()) : 1 / at.sigma();
    }
}
