package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Mean and standard deviation of each component.
record Moments(double[] mean, double[] std) {
    private static final int SHOWN = 6;

    /// The standard deviation divides by n.
    static Moments of(double[][] samples) {
        int dimension = samples[0].length;
        double[] mean = new double[dimension];
        double[] std = new double[dimension];
        for (double[] x : samples) for (int j = 0; j < dimension; j++) mean[j] += x[j] / samples.length;
        for (double[] x : samples)
            for (int j = 0; j < dimension; j++) std[j] += (x[j] - mean[j]) * (x[j] - mean[j]) / samples.length;
        for (int j = 0; j < dimension; j++) std[j] = Math.sqrt(std[j]);
        return new Moments(mean, std);
    }

    /// The first few numbers, for people.
    static String shown(double[] numbers) {
        return Arrays.stream(numbers)
                .limit(SHOWN)
                .mapToObj(x -> String.format(Locale.ROOT, "%.4f", x))
                .collect(Collectors.joining(" ", "", numbers.length > SHOWN ? " ..." : ""));
    }
}
