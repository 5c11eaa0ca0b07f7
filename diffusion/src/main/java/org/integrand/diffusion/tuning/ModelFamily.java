package org.integrand.diffusion.tuning;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.integrand.diffusion.model.ParametricModel;

/// Models that differ in a vector of numbers: a condition, the weights of a network, what a mixture is made of.
public interface ModelFamily {
    /// Where tuning starts.
    double[] start();

    /// The model of these numbers for a batch of `count` samples.
    ParametricModel<float[]> of(double[] numbers, int count);

    /// The gradient with respect to the numbers from those with respect to the groups of the model's
    /// parameters.
    double[] gradient(double[] numbers, Function<String, double[]> ofGroup);

    /// The groups of a gradient that lies in one array.
    static Map<String, double[]> groups(ParametricModel<?> model, double[] gradient) {
        var groups = new LinkedHashMap<String, double[]>();
        int at = 0;
        for (var group : model.parameters()) {
            groups.put(group.name(), Arrays.copyOfRange(gradient, at, at + group.size()));
            at += group.size();
        }
        return groups;
    }
}
