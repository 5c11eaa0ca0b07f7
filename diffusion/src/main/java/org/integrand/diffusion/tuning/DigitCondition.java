package org.integrand.diffusion.tuning;

import java.util.function.Function;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.model.DifferentiableGuidance;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.engine.space.FloatSpace;

/// Digits conditioned on a vector in place of a class, the same for all samples.
///
/// @param first    the vector where tuning starts
/// @param guidance 1 for none
public record DigitCondition(DigitModel model, double[] first, double guidance) implements ModelFamily {
    @Override
    public double[] start() {
        return first.clone();
    }

    @Override
    public ParametricModel<float[]> of(double[] numbers, int count) {
        var conditional = model.conditioned(numbers, count);
        if (guidance == 1) return conditional;
        return new DifferentiableGuidance<>(
                        conditional, model.unconditional(count), FloatSpace.of(count * DigitModel.PIXELS), guidance)
                .withFixedScale();
    }

    @Override
    public double[] gradient(double[] numbers, Function<String, double[]> ofGroup) {
        return ofGroup.apply(guidance == 1 ? "condition" : "conditional.condition");
    }
}
