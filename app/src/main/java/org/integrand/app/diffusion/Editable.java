package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.model.GaussianMixture;

/// A model with classes, and a judge of them.
///
/// @param wanted  the model as a job wants it: its class and guidance
/// @param classes how many there are
/// @param judge   reads the class of each sample, `[sample][component]`
/// @param close   closes what is open
record Editable<Y>(Function<Wish, Subject<Y>> wanted, int classes, Function<double[][], int[]> judge, Runnable close) {
    /// The digits and their judge.
    static Editable<float[]> digits(ModelSpec.Digits spec, Plans plans) {
        DigitBatches.check(new Wish(plans, OptionalInt.empty(), 1, Optional.empty()));
        int threads = Runtime.getRuntime().availableProcessors();
        var network = spec.open(threads);
        return new Editable<>(
                wish -> new DigitSubject(network, wish),
                DigitModel.CLASSES,
                rows -> read(rows, threads),
                network::close);
    }

    private static int[] read(double[][] rows, int threads) {
        try (var judge = DigitModel.judge(threads)) {
            return judge.read(DigitBatches.flat(rows));
        }
    }

    /// A mixture: its components are the classes, and the judge takes the likeliest one.
    static Editable<double[]> mixture(ModelSpec.Exact spec) {
        var mixture = spec.mixture();
        return new Editable<>(
                wish -> MixtureSubject.of(spec, wish),
                mixture.components().size(),
                rows -> Arrays.stream(rows)
                        .mapToInt(row -> likeliest(mixture, row))
                        .toArray(),
                () -> {});
    }

    /// The component k with the largest w_k N(x; m_k, diag(s_k^2)).
    private static int likeliest(GaussianMixture mixture, double[] x) {
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < mixture.components().size(); k++) {
            var component = mixture.components().get(k);
            double logarithm = Math.log(component.weight());
            for (int j = 0; j < x.length; j++) {
                double s = component.deviation().get(j);
                double z = (x[j] - component.mean().get(j)) / s;
                logarithm -= Math.log(s) + z * z / 2;
            }
            if (logarithm > largest) {
                largest = logarithm;
                best = k;
            }
        }
        return best;
    }

    /// @throws IllegalArgumentException when there is no such class
    void check(String key, int k) {
        if (k >= classes)
            throw new IllegalArgumentException(key + " " + k + ": expected 0 ... " + (classes - 1) + ", a class");
    }
}
