package org.integrand.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.RectifiedFlow;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpCosine;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.testkit.Golden;
import org.integrand.testkit.Properties;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExactModelTest {
    @Test
    void agreesWithTheGoldenMixture() {
        JsonNode golden = Golden.read(ExactModelTest.class, "golden/gmm_reference_trajectory.json");
        GaussianMixture mixture = Toy.mixture(golden.get("gmm"));
        assertThat(golden.get("cases").size()).isEqualTo(8);
        for (JsonNode c : golden.get("cases")) {
            double t = c.get("t").doubleValue();
            double[] x = Toy.flat(c.get("x"));
            assertPrediction(mixture, VpLinear.DEFAULT, Prediction.NOISE, x, t, c.get("eps"), 1e-12);
            assertPrediction(mixture, VpLinear.DEFAULT, Prediction.DATA, x, t, c.get("x0_pred"), 1e-12);
            assertPrediction(mixture, VpLinear.DEFAULT, Prediction.V, x, t, c.get("v"), 1e-12);
        }
    }

    @Test
    void agreesWithTheGoldenGaussian() {
        JsonNode golden = Golden.read(ExactModelTest.class, "golden/gaussian_exact.json");
        double[] mean = Golden.numbers(golden.get("mean"));
        double s = golden.get("std").doubleValue();
        var gaussian = GaussianMixture.gaussian(List.of(mean[0], mean[1]), s);
        assertThat(golden.get("cases").size()).isEqualTo(15);
        for (JsonNode c : golden.get("cases")) {
            NoiseSchedule schedule = switch (c.get("schedule").asString()) {
                case "vp_linear" -> VpLinear.DEFAULT;
                case "vp_cosine_unnormalised" -> VpCosine.DEIS;
                case "ve" -> new VarianceExploding(15);
                default -> throw new AssertionError(c);
            };
            NoiseLevel at = schedule.at(c.get("t").doubleValue());
            assertThat(at.alpha()).isCloseTo(c.get("alpha").doubleValue(), within(1e-13));
            assertThat(at.sigma()).isCloseTo(c.get("sigma").doubleValue(), within(1e-12));
            double[] x = Toy.flat(c.get("x"));
            double[] path =
                    Toy.gaussianPath(mean, s, schedule.at(c.get("T").doubleValue()), at, Toy.flat(c.get("x_T")));
            assertThat(Toy.difference(path, x)).isLessThan(1e-10);
            assertPrediction(gaussian, schedule, Prediction.NOISE, x, at.t(), c.get("eps"), 1e-10);
            assertPrediction(gaussian, schedule, Prediction.DATA, x, at.t(), c.get("x0_pred"), 1e-10);
        }
    }

    private static void assertPrediction(
            GaussianMixture mixture,
            NoiseSchedule schedule,
            Prediction kind,
            double[] x,
            double t,
            JsonNode expected,
            double tolerance) {
        double[] actual = new double[x.length];
        mixture.on(schedule, kind).evaluate(x, t, actual);
        assertThat(Toy.difference(actual, Toy.flat(expected)))
                .as("%s at %s", kind, t)
                .isLessThan(tolerance);
    }

    /// Central differences with Richardson's extrapolation, in both directions of the product.
    @Test
    void vectorJacobianProductsAgreeWithDifferences() {
        Properties.check("c^T J d by vjp and by differences", 150, gen -> {
            var random = gen.random();
            boolean diagonal = random.nextBoolean();
            GaussianMixture mixture = diagonal ? Toy.diagonal() : Toy.mixture();
            Prediction kind = List.of(Prediction.values()).get(random.nextInt(5));
            NoiseSchedule schedule = List.of(VpLinear.DEFAULT, new VarianceExploding(15), RectifiedFlow.UNSHIFTED)
                    .get(random.nextInt(3));
            double t = random.nextDouble(0.05, 1);
            int n = 2 * mixture.dimension();
            double[] x = random.doubles(n, -1.5, 1.5).toArray();
            double[] c = random.doubles(n, -1, 1).toArray();
            double[] d = random.doubles(n, -1, 1).toArray();
            double[] product = new double[n];
            DifferentiableModel<double[]> model = mixture.on(schedule, kind);
            model.vjp(x, t, c, product);
            double scale = 1e-3 * Math.min(1, schedule.sigma(t));
            double difference = (4 * slope(model, x, t, c, d, scale / 2) - slope(model, x, t, c, d, scale)) / 3;
            double exact = 0;
            for (int i = 0; i < n; i++) exact += product[i] * d[i];
            assertThat(exact)
                    .as("%s at %s", kind, t)
                    .isCloseTo(difference, within(2e-8 * Math.max(1, Math.abs(exact))));
        });
    }

    @Test
    void withoutSignalTheDataPredictionDoesNotMove() {
        double[] product = new double[8];
        double[] c = {1, 2, 3, 4, 5, 6, 7, 8};
        Toy.mixture().on(RectifiedFlow.UNSHIFTED, Prediction.DATA).vjp(Toy.start(), 1, c, product);
        assertThat(product).containsOnly(0);
        Toy.mixture().on(RectifiedFlow.UNSHIFTED, Prediction.FLOW).vjp(Toy.start(), 1, c, product);
        assertThat(product).containsExactly(c, within(1e-14));
    }

    private static double slope(
            DiffusionModel<double[]> model, double[] x, double t, double[] c, double[] d, double h) {
        double sum = 0;
        for (int sign = -1; sign <= 1; sign += 2) {
            double[] moved = new double[x.length];
            for (int i = 0; i < x.length; i++) moved[i] = x[i] + sign * h * d[i];
            double[] y = new double[x.length];
            model.evaluate(moved, t, y);
            for (int i = 0; i < x.length; i++) sum += sign * c[i] * y[i];
        }
        return sum / (2 * h);
    }

    @Test
    void samplesDoNotKnowEachOther() {
        var model = Toy.diagonal().on(VpLinear.DEFAULT);
        double[] batch = new java.util.Random(5).doubles(3 * 17, -2, 2).toArray();
        double[] together = new double[batch.length];
        model.evaluate(batch, 0.3, together);
        for (int i = 0; i < batch.length; i += 3) {
            double[] alone = new double[3];
            model.evaluate(Arrays.copyOfRange(batch, i, i + 3), 0.3, alone);
            assertThat(alone).containsExactly(Arrays.copyOfRange(together, i, i + 3));
        }
    }

    @Test
    void floatsAreTheRoundedDoubles() {
        double[] x = Toy.start();
        float[] narrow = new float[x.length];
        for (int i = 0; i < x.length; i++) narrow[i] = (float) x[i];
        for (int i = 0; i < x.length; i++) x[i] = narrow[i];
        double[] c = new double[x.length];
        Arrays.setAll(c, i -> i - 3);
        float[] narrowC = new float[x.length];
        for (int i = 0; i < x.length; i++) narrowC[i] = (float) c[i];
        double[] wide = new double[x.length];
        float[] result = new float[x.length];
        Toy.mixture().on(VpLinear.DEFAULT, Prediction.V).evaluate(x, 0.2, wide);
        Toy.mixture().onFloats(VpLinear.DEFAULT, Prediction.V).evaluate(narrow, 0.2, result);
        for (int i = 0; i < x.length; i++) assertThat(result[i]).isEqualTo((float) wide[i]);
        Toy.mixture().on(VpLinear.DEFAULT).vjp(x, 0.2, c, wide);
        Toy.mixture().onFloats(VpLinear.DEFAULT).vjp(narrow, 0.2, narrowC, result);
        for (int i = 0; i < x.length; i++) assertThat(result[i]).isEqualTo((float) wide[i]);
    }

    @Test
    void farFromAllMeansTheNearestOneWins() {
        double[] x = {80, 60};
        double[] data = new double[2];
        Toy.mixture().on(VpLinear.DEFAULT, Prediction.DATA).evaluate(x, 0.01, data);
        assertThat(data[0]).isFinite();
        assertThat(data[1]).isFinite();
    }

    @Test
    void refusesWhatIsNoMixtureAndNoBatch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GaussianMixture(List.of()))
                .withMessageContaining("no components");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianMixture.gaussian(List.of(0.0), -1))
                .withMessageContaining("deviation -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaussianMixture.isotropic(
                        new double[] {1, 1}, new double[][] {{0}, {0, 1}}, new double[] {1, 1}))
                .withMessageContaining("2 coordinates beside one of 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Toy.mixture().on(VpLinear.DEFAULT).evaluate(new double[3], 0.5, new double[3]))
                .withMessageContaining("batch of 3 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Toy.mixture().on(VpLinear.DEFAULT).evaluate(new double[2], 1.5, new double[2]))
                .withMessageContaining("t 1.5");
    }
}
