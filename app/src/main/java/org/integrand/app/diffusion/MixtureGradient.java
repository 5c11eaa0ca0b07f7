package org.integrand.app.diffusion;

import tools.jackson.databind.node.ObjectNode;

/// The gradient of a mixture's parameters as a job writes them: one standard deviation a component.
final class MixtureGradient {
    private final double[] weights;
    private final double[][] means;
    private final double[] std;

    MixtureGradient(int components, int dimension) {
        weights = new double[components];
        means = new double[components][dimension];
        std = new double[components];
    }

    /// Adds a group of a model that has the components from `first` on.
    void add(String name, double[] gradient, int first) {
        int dimension = means[0].length;
        for (int i = 0; i < gradient.length; i++)
            switch (name) {
                case "weights" -> weights[first + i] += gradient[i];
                case "means" -> means[first + i / dimension][i % dimension] += gradient[i];
                case "deviations" -> std[first + i / dimension] += gradient[i];
                default -> throw new IllegalArgumentException("parameters '" + name + "' of a mixture");
            }
    }

    void write(ObjectNode into) {
        ModelSampling.add(into.putArray("weights"), weights);
        var rows = into.putArray("means");
        for (double[] mean : means) ModelSampling.add(rows.addArray(), mean);
        ModelSampling.add(into.putArray("std"), std);
    }
}
