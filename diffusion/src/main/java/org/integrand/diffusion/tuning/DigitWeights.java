package org.integrand.diffusion.tuning;

import java.util.Arrays;
import java.util.function.Function;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.digits.TunableDigits;
import org.integrand.diffusion.model.ParametricModel;

/// Digits, classes in turn, by a network whose weights are tuned. Asking for a model sets the network's
/// weights: only the one asked for last may be used.
public record DigitWeights(TunableDigits network) implements ModelFamily {
    @Override
    public double[] start() {
        return network.values();
    }

    @Override
    public ParametricModel<float[]> of(double[] numbers, int count) {
        if (!Arrays.equals(numbers, network.values())) network.set(numbers);
        return network.conditional(classes(count));
    }

    /// 0 ... 9 in turn.
    public static int[] classes(int count) {
        var classes = new int[count];
        Arrays.setAll(classes, i -> i % DigitModel.CLASSES);
        return classes;
    }

    @Override
    public double[] gradient(double[] numbers, Function<String, double[]> ofGroup) {
        return ofGroup.apply("weights");
    }
}
