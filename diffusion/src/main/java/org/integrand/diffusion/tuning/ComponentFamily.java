package org.integrand.diffusion.tuning;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.integrand.diffusion.model.DifferentiableGuidance;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.GaussianMixture.Component;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.FloatSpace;

/// A mixture whose condition is the mean of one component: the conditional model is a Gaussian there, guided
/// away from the whole mixture where `guidance` is not 1.
///
/// @param whole     the unconditional model
/// @param deviation of the conditional Gaussian, one number a component of a sample
/// @param first     the mean where tuning starts
public record ComponentFamily(
        GaussianMixture whole, List<Double> deviation, double[] first, NoiseSchedule schedule, double guidance)
        implements ModelFamily {
    public ComponentFamily {
        deviation = List.copyOf(deviation);
        if (first.length != whole.dimension() || deviation.size() != whole.dimension())
            throw new IllegalArgumentException(
                    "condition of " + first.length + " numbers: expected " + whole.dimension() + ", those of a mean");
    }

    @Override
    public double[] start() {
        return first.clone();
    }

    @Override
    public ParametricModel<float[]> of(double[] numbers, int count) {
        var mean = Arrays.stream(numbers).boxed().toList();
        var component = new GaussianMixture(List.of(new Component(1, mean, deviation)));
        var conditional = component.parametricOnFloats(schedule, Prediction.NOISE);
        if (guidance == 1) return conditional;
        var unconditional = whole.onFloats(schedule, Prediction.NOISE);
        return new DifferentiableGuidance<>(
                        conditional, unconditional, FloatSpace.of(count * whole.dimension()), guidance)
                .withFixedScale();
    }

    @Override
    public double[] gradient(double[] numbers, Function<String, double[]> ofGroup) {
        return ofGroup.apply(guidance == 1 ? "means" : "conditional.means");
    }
}
