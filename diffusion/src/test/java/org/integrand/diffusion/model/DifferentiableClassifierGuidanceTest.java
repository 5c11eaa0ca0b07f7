package org.integrand.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.gradient.Differences;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class DifferentiableClassifierGuidanceTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final DoubleSpace SPACE = DoubleSpace.of(8);
    private static final double[] COTANGENT = {0.3, -0.2, 1, 0.4, -0.6, 0.7, 0.1, -1};

    private static DifferentiableClassifierGuidance<double[]> guided(Prediction prediction, double scale) {
        var whole = Toy.mixture().on(VP, prediction);
        var one = new GaussianMixture(List.of(Toy.mixture().components().getFirst())).on(VP, prediction);
        return new DifferentiableClassifierGuidance<>(
                whole, DifferentiableLikelihood.posterior(one, whole, VP, SPACE), VP, SPACE, scale);
    }

    @Test
    void derivativesByStateAndScaleAreThoseOfDifferences() {
        for (Prediction prediction : Prediction.values())
            for (double t : new double[] {0.05, 0.3, 0.9}) {
                double[] into = new double[8];
                double[] gradient = new double[1];
                guided(prediction, 1.7).vjp(Toy.start(), t, COTANGENT, into, gradient);
                double[] byState = Differences.gradient(Toy.start(), x -> product(guided(prediction, 1.7), t, x));
                assertThat(Differences.between(into, byState))
                        .as("%s %s", prediction, t)
                        .isLessThan(1e-7);
                double[] byScale = Differences.gradient(
                        new double[] {1.7}, g -> product(guided(prediction, g[0]), t, Toy.start()));
                assertThat(gradient[0]).isCloseTo(byScale[0], within(1e-8 * Math.max(1, Math.abs(byScale[0]))));
            }
    }

    private static double product(DiffusionModel<double[]> model, double t, double[] x) {
        double[] into = new double[8];
        model.evaluate(x, t, into);
        return SPACE.dot(into, COTANGENT);
    }

    @Test
    void withScaleOneItIsTheModelOfTheClass() {
        var one = new GaussianMixture(List.of(Toy.mixture().components().getFirst())).on(VP, Prediction.NOISE);
        double[] expected = new double[8];
        one.vjp(Toy.start(), 0.4, COTANGENT, expected);
        double[] into = new double[8];
        guided(Prediction.NOISE, 1).vjp(Toy.start(), 0.4, COTANGENT, into);
        assertThat(into).containsExactly(expected, within(1e-12));
    }
}
