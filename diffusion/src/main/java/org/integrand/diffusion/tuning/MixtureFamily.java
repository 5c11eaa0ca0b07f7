package org.integrand.diffusion.tuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.GaussianMixture.Component;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// Mixtures of as many components as the first: numbers are the means, the logarithms of the deviations and
/// those of the weights, component by component.
///
/// @param first components with deviations > 0
public record MixtureFamily(GaussianMixture first, NoiseSchedule schedule) implements ModelFamily {
    public MixtureFamily {
        for (Component c : first.components())
            for (double s : c.deviation())
                if (s == 0)
                    throw new IllegalArgumentException("mixture deviation 0: expected > 0 in a mixture to be tuned");
    }

    @Override
    public double[] start() {
        var numbers = new ArrayList<Double>();
        for (Component c : first.components()) numbers.addAll(c.mean());
        for (Component c : first.components()) for (double s : c.deviation()) numbers.add(Math.log(s));
        for (Component c : first.components()) numbers.add(Math.log(c.weight()));
        return numbers.stream().mapToDouble(n -> n).toArray();
    }

    /// The mixture of these numbers.
    public GaussianMixture mixture(double[] numbers) {
        int count = first.components().size();
        int d = first.dimension();
        var components = new ArrayList<Component>();
        for (int k = 0; k < count; k++) {
            int from = k * d;
            List<Double> mean = Arrays.stream(numbers, from, from + d).boxed().toList();
            List<Double> deviation = Arrays.stream(numbers, count * d + from, count * d + from + d)
                    .map(Math::exp)
                    .boxed()
                    .toList();
            components.add(new Component(Math.exp(numbers[2 * count * d + k]), mean, deviation));
        }
        return new GaussianMixture(components);
    }

    @Override
    public ParametricModel<float[]> of(double[] numbers, int count) {
        return mixture(numbers).parametricOnFloats(schedule, Prediction.NOISE);
    }

    @Override
    public double[] gradient(double[] numbers, Function<String, double[]> ofGroup) {
        int means = first.components().size() * first.dimension();
        var gradient = new double[numbers.length];
        System.arraycopy(ofGroup.apply("means"), 0, gradient, 0, means);
        double[] deviations = ofGroup.apply("deviations");
        for (int i = 0; i < means; i++) gradient[means + i] = Math.exp(numbers[means + i]) * deviations[i];
        double[] weights = ofGroup.apply("weights");
        for (int k = 0; k < weights.length; k++)
            gradient[2 * means + k] = Math.exp(numbers[2 * means + k]) * weights[k];
        return gradient;
    }
}
