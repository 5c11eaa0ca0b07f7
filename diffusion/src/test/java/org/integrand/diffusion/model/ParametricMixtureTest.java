package org.integrand.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.RectifiedFlow;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class ParametricMixtureTest {
    private static final double[] PARAMETERS = {
        1.0, 2.5, 0.2, -0.5, 1.0, -0.9, 0.3, 0.4, 0.3, 0.1, 0.6, 0.2, 0.4, 0.25 // weights, means, deviations
    };

    private static GaussianMixture mixture(double[] p) {
        List<GaussianMixture.Component> components = new ArrayList<>();
        for (int k = 0; k < 2; k++)
            components.add(new GaussianMixture.Component(p[k], part(p, 2 + 3 * k), part(p, 8 + 3 * k)));
        return new GaussianMixture(components);
    }

    private static List<Double> part(double[] p, int at) {
        return Arrays.stream(p, at, at + 3).boxed().toList();
    }

    private interface Check {
        void at(NoiseSchedule schedule, double t, Prediction prediction, double[] x, double[] c);
    }

    private static void everywhere(Check check) {
        var random = new Random(5);
        for (NoiseSchedule schedule : List.of(VpLinear.DEFAULT, new VarianceExploding(80), new RectifiedFlow(1)))
            for (double part : new double[] {0.01, 0.2, 0.6, 0.97})
                for (Prediction prediction : Prediction.values()) {
                    double t = schedule.tMin() + part * (schedule.tMax() - schedule.tMin());
                    double size = Math.hypot(schedule.sigma(t), schedule.alpha(t));
                    double[] x = random.doubles(6, -2, 2).map(v -> v * size).toArray();
                    check.at(
                            schedule, t, prediction, x, random.doubles(6, -1, 1).toArray());
                }
    }

    @Test
    void everyDerivativeIsThatOfDifferences() {
        everywhere((schedule, t, prediction, x, c) -> {
            var model = mixture(PARAMETERS).parametricOn(schedule, prediction);
            double[] gradient = new double[model.size()];
            double[] into = new double[6];
            model.vjp(x, t, c, into, gradient);
            for (int i = 0; i < gradient.length; i++) {
                double h = 1e-5 * PARAMETERS[i];
                double[] up = PARAMETERS.clone();
                double[] down = PARAMETERS.clone();
                up[i] += h;
                down[i] -= h;
                double expected = (product(mixture(up), schedule, t, prediction, x, c)
                                - product(mixture(down), schedule, t, prediction, x, c))
                        / (2 * h);
                assertThat(gradient[i])
                        .as("%s t %s %s parameter %d", schedule, t, prediction, i)
                        .isCloseTo(expected, within(1e-6 * Math.max(1, Math.abs(expected))));
            }
            double[] state = new double[6];
            mixture(PARAMETERS).on(schedule, prediction).vjp(x, t, c, state);
            assertThat(into).containsExactly(state, within(1e-12 * norm(state)));
        });
    }

    private static double norm(double[] y) {
        return Math.max(1, DoubleSpace.of(y.length).norm(y));
    }

    private static double product(
            GaussianMixture mixture, NoiseSchedule schedule, double t, Prediction prediction, double[] x, double[] c) {
        double[] into = new double[x.length];
        mixture.on(schedule, prediction).evaluate(x, t, into);
        return DoubleSpace.of(x.length).dot(into, c);
    }

    /// c . (J_x v + J_theta p) = v . J_x^T c + p . J_theta^T c
    @Test
    void forwardAndReverseModeAreTransposesOfEachOther() {
        var random = new Random(6);
        everywhere((schedule, t, prediction, x, c) -> {
            var model = mixture(PARAMETERS).parametricOn(schedule, prediction);
            double[] v = random.doubles(6, -1, 1).toArray();
            double[] p = random.doubles(model.size(), -1, 1).toArray();
            double[] forward = new double[6];
            tangent(model).jvp(x, t, v, p, forward);
            double[] back = new double[6];
            double[] gradient = new double[model.size()];
            model.vjp(x, t, c, back, gradient);
            double one = DoubleSpace.of(6).dot(forward, c);
            double other =
                    DoubleSpace.of(6).dot(back, v) + DoubleSpace.of(p.length).dot(gradient, p);
            double size = DoubleSpace.of(6).norm(forward);
            assertThat(one).as("%s %s %s", schedule, t, prediction).isCloseTo(other, within(1e-10 * Math.max(1, size)));
        });
    }

    @SuppressWarnings("unchecked")
    private static TangentModel<double[]> tangent(Object model) {
        return (TangentModel<double[]>) model;
    }

    @Test
    void floatsAreTheRoundedDoubles() {
        float[] x = {0.5f, -0.25f, 1, 0, 2, -1};
        float[] c = {1, 0.5f, -2, 0.25f, 1, 1};
        double[] wide = {0.5, -0.25, 1, 0, 2, -1};
        double[] wideC = {1, 0.5, -2, 0.25, 1, 1};
        var floats = mixture(PARAMETERS).parametricOnFloats(VpLinear.DEFAULT, Prediction.NOISE);
        var doubles = mixture(PARAMETERS).parametricOn(VpLinear.DEFAULT, Prediction.NOISE);
        float[] into = new float[6];
        double[] exact = new double[6];
        double[] gradient = new double[14];
        double[] exactGradient = new double[14];
        floats.vjp(x, 0.3, c, into, gradient);
        doubles.vjp(wide, 0.3, wideC, exact, exactGradient);
        assertThat(gradient).isEqualTo(exactGradient);
        for (int i = 0; i < 6; i++) assertThat(into[i]).isEqualTo((float) exact[i]);
    }

    @Test
    void withoutSignalTheDataPredictionDependsOnMeansAndWeightsOnly() {
        var flow = new RectifiedFlow(1);
        var model = mixture(PARAMETERS).parametricOn(flow, Prediction.DATA);
        double[] gradient = new double[14];
        double[] into = new double[3];
        model.vjp(new double[] {0.3, -0.2, 1}, flow.tMax(), new double[] {1, 0, 0}, into, gradient);
        assertThat(flow.alpha(flow.tMax())).isZero();
        assertThat(into).containsExactly(new double[3], within(1e-16));
        assertThat(gradient[2]).isCloseTo(1 / 3.5, within(1e-15)); // w_1
        assertThat(gradient[0]).isCloseTo((0.2 - (1 * 0.2 - 2.5 * 0.9) / 3.5) / 3.5, within(1e-15));
        assertThat(Arrays.copyOfRange(gradient, 8, 14)).containsOnly(0);
    }

    @Test
    void guidanceHasTheDerivativesOfBothModelsAndOfTheScale() {
        var schedule = VpLinear.DEFAULT;
        double[] x = {0.4, -0.7, 0.1, 1.2, 0.3, -0.5};
        double[] c = {0.3, 0.2, -0.6, 1, -0.4, 0.5};
        var space = DoubleSpace.of(6);
        for (double scale : new double[] {0, 1, 2.5}) {
            var model = guided(PARAMETERS, scale, schedule);
            double[] gradient = new double[model.size()];
            double[] into = new double[6];
            model.vjp(x, 0.4, c, into, gradient);
            assertThat(model.parameters().stream().map(ParametricModel.Group::name))
                    .containsExactly(
                            "conditional.weights",
                            "conditional.means",
                            "conditional.deviations",
                            "unconditional.weights",
                            "unconditional.means",
                            "unconditional.deviations",
                            "scale");
            double[] plain = new double[6];
            model.vjp(x, 0.4, c, plain);
            assertThat(into).containsExactly(plain, within(1e-14));
            var fixed = model.withFixedScale();
            double[] others = new double[fixed.size()];
            fixed.vjp(x, 0.4, c, plain, others);
            assertThat(plain).isEqualTo(into);
            assertThat(others).isEqualTo(Arrays.copyOf(gradient, gradient.length - 1));
            double h = 1e-5;
            double byScale = (value(guided(PARAMETERS, scale + h, schedule), x, c)
                            - value(guided(PARAMETERS, scale - h, schedule), x, c))
                    / (2 * h);
            assertThat(gradient[gradient.length - 1]).isCloseTo(byScale, within(1e-9));
            double[] moved = PARAMETERS.clone();
            moved[3] += h;
            double up = value(guided(moved, scale, schedule), x, c);
            moved[3] -= 2 * h;
            double byMean = (up - value(guided(moved, scale, schedule), x, c)) / (2 * h);
            assertThat(gradient[14 + 3]).isCloseTo(byMean, within(1e-8));
            double[] v = {0.1, 0.2, -0.3, 0.5, 0.9, -0.8};
            double[] p = new Random(2).doubles(gradient.length, -1, 1).toArray();
            double[] forward = new double[6];
            model.jvp(x, 0.4, v, p, forward);
            assertThat(space.dot(forward, c))
                    .isCloseTo(space.dot(into, v) + DoubleSpace.of(p.length).dot(gradient, p), within(1e-12));
        }
    }

    /// Towards the first component; what is moved is the whole mixture.
    private static DifferentiableGuidance<double[]> guided(double[] p, double scale, NoiseSchedule schedule) {
        var component = new GaussianMixture(List.of(
                mixture(PARAMETERS).components().getFirst(),
                mixture(PARAMETERS).components().getFirst()));
        return new DifferentiableGuidance<>(
                component.parametricOn(schedule, Prediction.NOISE),
                mixture(p).parametricOn(schedule, Prediction.NOISE),
                DoubleSpace.of(6),
                scale);
    }

    private static double value(DiffusionModel<double[]> model, double[] x, double[] c) {
        double[] into = new double[x.length];
        model.evaluate(x, 0.4, into);
        return DoubleSpace.of(x.length).dot(into, c);
    }

    @Test
    void aGradientOfTheWrongLengthIsRefused() {
        var model = mixture(PARAMETERS).parametricOn(VpLinear.DEFAULT, Prediction.NOISE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.vjp(new double[3], 0.5, new double[3], new double[3], new double[5]))
                .withMessage("gradient of 5 numbers: expected 14, of all parameters");
    }
}
