package org.integrand.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class ClassifierGuidanceTest {
    private static final List<Prediction> KINDS = List.of(Prediction.values());
    private static final GaussianMixture MIXTURE = Toy.mixture();

    /// The classifier "component k" of noisy states by differences of its logarithm,
    /// log p(k | x) = log (w_k N(x; alpha m_k, V_k I)) - log sum_j w_j N(x; alpha m_j, V_j I).
    private static LogLikelihoodGradient<double[]> component(int k, NoiseSchedule schedule) {
        return (x, t, into) -> {
            double h = 1e-4 * Math.max(1, schedule.sigma(t));
            for (int i = 0; i < x.length; i++) {
                double[] y = {x[i - i % 2], x[i - i % 2 + 1]};
                double sum = 0;
                for (int far = 1; far <= 2; far++)
                    for (int sign = -1; sign <= 1; sign += 2) {
                        double[] moved = y.clone();
                        moved[i % 2] += sign * far * h;
                        sum += sign
                                * (far == 1 ? 8 : -1)
                                * logLikelihood(k, moved, schedule.alpha(t), schedule.sigma(t));
                    }
                into[i] = sum / (12 * h);
            }
        };
    }

    private static double logLikelihood(int k, double[] x, double alpha, double sigma) {
        double all = 0;
        for (int j = 0; j < 3; j++) all += density(j, x, alpha, sigma);
        return Math.log(density(k, x, alpha, sigma) / all);
    }

    private static double density(int j, double[] x, double alpha, double sigma) {
        var c = MIXTURE.components().get(j);
        double v = Math.pow(alpha * c.deviation().getFirst(), 2) + sigma * sigma;
        double square = 0;
        for (int i = 0; i < 2; i++) square += Math.pow(x[i] - alpha * c.mean().get(i), 2);
        return c.weight() / v * Math.exp(-square / (2 * v));
    }

    private static double[] guided(NoiseSchedule schedule, Prediction kind, double scale, double t) {
        double[] x = Toy.start();
        double[] result = new double[x.length];
        new ClassifierGuidance<>(
                        MIXTURE.on(schedule, kind),
                        component(1, schedule),
                        new ClassifierGuidance.Asked.State(),
                        schedule,
                        DoubleSpace.of(x.length),
                        scale)
                .evaluate(x, t, result);
        return result;
    }

    @Test
    void byBayesRuleTheMixtureGuidedToAComponentIsTheComponent() {
        var alone = new GaussianMixture(List.of(MIXTURE.components().get(1)));
        for (NoiseSchedule schedule : List.of(VpLinear.DEFAULT, new VarianceExploding(15)))
            for (Prediction kind : KINDS)
                for (double t : new double[] {0.3, 0.5, 0.9}) {
                    double[] x = Toy.start();
                    double[] expected = new double[x.length];
                    alone.on(schedule, kind).evaluate(x, t, expected);
                    assertThat(Toy.difference(guided(schedule, kind, 1, t), expected))
                            .as("%s at %s on %s", kind, t, schedule)
                            .isLessThan(1e-8);
                }
    }

    @Test
    void guidanceIsLinearInItsScale() {
        double[] none = guided(VpLinear.DEFAULT, Prediction.NOISE, 0, 0.5);
        double[] once = guided(VpLinear.DEFAULT, Prediction.NOISE, 1, 0.5);
        double[] thrice = guided(VpLinear.DEFAULT, Prediction.NOISE, 3, 0.5);
        double[] expected = new double[none.length];
        for (int i = 0; i < none.length; i++) expected[i] = none[i] + 3 * (once[i] - none[i]);
        assertThat(Toy.difference(thrice, expected)).isLessThan(1e-13);
        double[] model = new double[none.length];
        MIXTURE.on(VpLinear.DEFAULT).evaluate(Toy.start(), 0.5, model);
        assertThat(none).containsExactly(model);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guided(VpLinear.DEFAULT, Prediction.NOISE, Double.NaN, 0.5))
                .withMessageContaining("guidance scale NaN");
    }

    @Test
    void theClassifierThatTwoModelsImplyIsThePosterior() {
        var alone = new GaussianMixture(List.of(MIXTURE.components().get(1)));
        for (Prediction kind : KINDS) {
            double[] x = Toy.start();
            double[] implied = new double[x.length];
            double[] differences = new double[x.length];
            var schedule = VpLinear.DEFAULT;
            new PosteriorGradient<>(
                            alone.on(schedule, kind), MIXTURE.on(schedule, kind), schedule, DoubleSpace.of(x.length))
                    .evaluate(x, 0.4, implied);
            component(1, schedule).evaluate(x, 0.4, differences);
            assertThat(Toy.difference(implied, differences)).as("%s", kind).isLessThan(1e-8);
        }
    }

    /// For a Gaussian N(m, s^2) and log p(c | x_0) = w x_0 the data given c are N(m + g s^2 w, s^2), and dD/dx is what
    /// is assumed.
    @Test
    void aClassifierOfCleanDataIsExactWhereTheDataAreGaussian() {
        double s = 0.6;
        double[] w = {0.7, -1.1};
        double scale = 1.7;
        var data = GaussianMixture.gaussian(List.of(0.2, -0.3), s);
        var given = GaussianMixture.gaussian(List.of(0.2 + scale * s * s * w[0], -0.3 + scale * s * s * w[1]), s);
        for (NoiseSchedule schedule : List.of(VpLinear.DEFAULT, new VarianceExploding(15)))
            for (Prediction kind : KINDS)
                for (double t : new double[] {0.05, 0.5, 0.9}) {
                    double[] x = Toy.start();
                    double[] guided = new double[x.length];
                    double[] expected = new double[x.length];
                    new ClassifierGuidance<>(
                                    data.on(schedule, kind),
                                    (_, _, into) -> {
                                        for (int i = 0; i < into.length; i++) into[i] = w[i % 2];
                                    },
                                    new ClassifierGuidance.Asked.Data(s),
                                    schedule,
                                    DoubleSpace.of(x.length),
                                    scale)
                            .evaluate(x, t, guided);
                    given.on(schedule, kind).evaluate(x, t, expected);
                    assertThat(Toy.difference(guided, expected))
                            .as("%s at %s on %s", kind, t, schedule)
                            .isLessThan(1e-12);
                }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassifierGuidance.Asked.Data(0))
                .withMessage("deviation of the data 0.0: expected a finite number > 0");
    }
}
