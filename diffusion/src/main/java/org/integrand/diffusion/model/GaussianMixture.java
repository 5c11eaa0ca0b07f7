package org.integrand.diffusion.model;

import java.util.List;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A distribution of data whose denoiser is known exactly: x_0 ~ sum_k w_k N(m_k, diag(s_k^2)), in any dimension.
///
/// @param components at least one; their weights are made to sum to 1
public record GaussianMixture(List<Component> components) {
    /// One Gaussian.
    ///
    /// @param weight    w > 0
    /// @param mean      m, one number a coordinate
    /// @param deviation s >= 0, one number a coordinate
    public record Component(double weight, List<Double> mean, List<Double> deviation) {
        public Component {
            mean = List.copyOf(mean);
            deviation = List.copyOf(deviation);
            if (!(weight > 0) || weight == Double.POSITIVE_INFINITY)
                throw new IllegalArgumentException("mixture weight " + weight + ": expected a finite number > 0");
            if (mean.isEmpty())
                throw new IllegalArgumentException("mixture mean: no coordinates, expected at least one");
            if (deviation.size() != mean.size())
                throw new IllegalArgumentException("mixture deviation: " + deviation.size() + " coordinates, expected "
                        + mean.size() + " as in the mean");
            for (double m : mean)
                if (!Double.isFinite(m))
                    throw new IllegalArgumentException("mixture mean " + m + ": expected a finite number");
            for (double s : deviation)
                if (!(s >= 0) || s == Double.POSITIVE_INFINITY)
                    throw new IllegalArgumentException("mixture deviation " + s + ": expected a finite number >= 0");
        }

        /// The same deviation in all coordinates.
        public static Component isotropic(double weight, List<Double> mean, double deviation) {
            return new Component(weight, mean, mean.stream().map(_ -> deviation).toList());
        }
    }

    public GaussianMixture {
        components = List.copyOf(components);
        if (components.isEmpty()) throw new IllegalArgumentException("mixture: no components, expected at least one");
        int dimension = components.getFirst().mean().size();
        for (Component c : components)
            if (c.mean().size() != dimension)
                throw new IllegalArgumentException("mixture: a mean of "
                        + c.mean().size() + " coordinates beside one of " + dimension + ", expected the same");
    }

    /// A single Gaussian with one deviation.
    public static GaussianMixture gaussian(List<Double> mean, double deviation) {
        return new GaussianMixture(List.of(Component.isotropic(1, mean, deviation)));
    }

    /// Components with one deviation each.
    public static GaussianMixture isotropic(double[] weights, double[][] means, double[] deviations) {
        if (weights.length != means.length || weights.length != deviations.length)
            throw new IllegalArgumentException("mixture: " + weights.length + " weights, " + means.length + " means, "
                    + deviations.length + " deviations, expected as many of each");
        return new GaussianMixture(java.util.stream.IntStream.range(0, weights.length)
                .mapToObj(k -> Component.isotropic(
                        weights[k], java.util.Arrays.stream(means[k]).boxed().toList(), deviations[k]))
                .toList());
    }

    /// Length of a sample.
    public int dimension() {
        return components.getFirst().mean().size();
    }

    /// The mean of the data.
    public double[] mean() {
        double[] mean = new double[dimension()];
        double all = components.stream().mapToDouble(Component::weight).sum();
        for (Component c : components)
            for (int i = 0; i < mean.length; i++)
                mean[i] += c.weight() / all * c.mean().get(i);
        return mean;
    }

    /// The exact noise prediction. A model serves one thread; making one costs next to nothing.
    public DifferentiableModel<double[]> on(NoiseSchedule schedule) {
        return on(schedule, Prediction.NOISE);
    }

    /// The exact prediction of a kind.
    public DifferentiableModel<double[]> on(NoiseSchedule schedule, Prediction prediction) {
        return new ExactModel(this, schedule, prediction);
    }

    /// The exact noise prediction for batches of floats, computed in double.
    public DifferentiableModel<float[]> onFloats(NoiseSchedule schedule) {
        return onFloats(schedule, Prediction.NOISE);
    }

    /// The exact prediction of a kind for batches of floats, computed in double.
    public DifferentiableModel<float[]> onFloats(NoiseSchedule schedule, Prediction prediction) {
        return new ExactFloatModel(new ExactModel(this, schedule, prediction), dimension());
    }

    /// The exact prediction with its derivatives by `weights`, `means` and `deviations`, component by component; also a
    /// [TangentModel].
    public ParametricModel<double[]> parametricOn(NoiseSchedule schedule, Prediction prediction) {
        return new ParametricMixture(this, schedule, prediction);
    }

    /// The same for batches of floats, computed in double.
    public ParametricModel<float[]> parametricOnFloats(NoiseSchedule schedule, Prediction prediction) {
        return new ParametricFloatMixture(
                new ParametricMixture(this, schedule, prediction), onFloats(schedule, prediction), dimension());
    }
}
