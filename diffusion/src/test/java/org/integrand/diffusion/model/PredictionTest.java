package org.integrand.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.RectifiedFlow;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class PredictionTest {
    /// The exact model computes each prediction by its own formula.
    @Test
    void eachPredictionBecomesEachOther() {
        for (NoiseSchedule schedule :
                new NoiseSchedule[] {VpLinear.DEFAULT, new VarianceExploding(15), new RectifiedFlow(2)}) {
            for (double t : new double[] {0.05, 0.3, 0.9}) {
                for (Prediction from : Prediction.values()) {
                    for (Prediction to : Prediction.values()) {
                        double[] x = Toy.start();
                        double[] raw = new double[x.length];
                        double[] wanted = new double[x.length];
                        Toy.mixture().on(schedule, from).evaluate(x, t, raw);
                        Toy.mixture().on(schedule, to).evaluate(x, t, wanted);
                        var conversion = from.to(to, schedule.at(t));
                        for (int i = 0; i < x.length; i++)
                            assertThat(conversion.ofState() * x[i] + conversion.ofRaw() * raw[i])
                                    .as("%s to %s at %s", from, to, t)
                                    .isCloseTo(wanted[i], within(1e-12));
                    }
                }
            }
        }
    }

    @Test
    void refusesToDivideByZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Prediction.DATA.to(Prediction.NOISE, NoiseLevel.CLEAN))
                .withMessageContaining("does not determine NOISE");
        var noise = new NoiseLevel(1, 0, 1);
        for (Prediction blind : new Prediction[] {Prediction.NOISE, Prediction.SCORE})
            for (Prediction wanted : new Prediction[] {Prediction.DATA, Prediction.V, Prediction.FLOW})
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> blind.to(wanted, noise))
                        .withMessageContaining("alpha 0.0, sigma 1.0 does not determine " + wanted);
        assertThatIllegalArgumentException().isThrownBy(() -> Prediction.NOISE.to(Prediction.SCORE, NoiseLevel.CLEAN));
    }

    /// Where there is no signal, the velocities still tell noise and data, and noise and score each other.
    @Test
    void withoutSignalTheVelocitiesTellBoth() {
        double[] x = Toy.start();
        var schedule = RectifiedFlow.UNSHIFTED;
        double[] data = new double[x.length];
        Toy.mixture().on(schedule, Prediction.DATA).evaluate(x, 1, data);
        assertThat(data[0]).isCloseTo(-0.6 * 0.5 + 0.7 * 0.3 + 0.1 * 0.2, within(1e-15));
        for (Prediction from : new Prediction[] {Prediction.V, Prediction.FLOW}) {
            double[] raw = new double[x.length];
            Toy.mixture().on(schedule, from).evaluate(x, 1, raw);
            var toData = from.to(Prediction.DATA, schedule.at(1));
            var toNoise = from.to(Prediction.NOISE, schedule.at(1));
            for (int i = 0; i < x.length; i++) {
                assertThat(toData.ofState() * x[i] + toData.ofRaw() * raw[i]).isCloseTo(data[i], within(1e-14));
                assertThat(toNoise.ofState() * x[i] + toNoise.ofRaw() * raw[i]).isCloseTo(x[i], within(1e-14));
            }
        }
        assertThat(Prediction.NOISE.to(Prediction.SCORE, schedule.at(1))).isEqualTo(new Prediction.Conversion(0, -1));
    }

    /// The velocity as published, n - x_0 with x = (1 - sigma) x_0 + sigma n: n = x + (1 - sigma) u, x_0 = x - sigma u.
    @Test
    void theVelocityOfStraightLinesIsThePublishedOne() {
        var at = new RectifiedFlow(3).at(0.3);
        var noise = Prediction.FLOW.to(Prediction.NOISE, at);
        var data = Prediction.FLOW.to(Prediction.DATA, at);
        assertThat(noise.ofState()).isCloseTo(1, within(1e-15));
        assertThat(noise.ofRaw()).isCloseTo(1 - at.sigma(), within(1e-15));
        assertThat(data.ofState()).isCloseTo(1, within(1e-15));
        assertThat(data.ofRaw()).isCloseTo(-at.sigma(), within(1e-15));
        assertThat(Prediction.SCORE.to(Prediction.DATA, at).ofRaw())
                .isCloseTo(at.sigma() * at.sigma() / at.alpha(), within(1e-15));
    }

    @Test
    void guidanceIsTheSameInEachPrediction() {
        double[] x = Toy.start();
        double t = 0.4;
        double g = 2.5;
        double[] noise = guided(Prediction.NOISE, g, x, t);
        double[] c = new double[x.length];
        double[] u = new double[x.length];
        Toy.mixture().on(VpLinear.DEFAULT).evaluate(x, t, c);
        flat().on(VpLinear.DEFAULT).evaluate(x, t, u);
        for (int i = 0; i < x.length; i++) assertThat(noise[i]).isCloseTo(u[i] + g * (c[i] - u[i]), within(1e-14));
        for (Prediction kind : Prediction.values()) {
            double[] other = guided(kind, g, x, t);
            var conversion = kind.to(Prediction.NOISE, VpLinear.DEFAULT.at(t));
            for (int i = 0; i < x.length; i++)
                assertThat(conversion.ofState() * x[i] + conversion.ofRaw() * other[i])
                        .isCloseTo(noise[i], within(1e-13));
        }
    }

    private static GaussianMixture flat() {
        return GaussianMixture.gaussian(java.util.List.of(0.0, 0.0), 0.7);
    }

    private static double[] guided(Prediction kind, double g, double[] x, double t) {
        double[] result = new double[x.length];
        guidance(kind, kind, g, x.length).evaluate(x, t, result);
        return result;
    }

    private static ClassifierFreeGuidance<double[]> guidance(Prediction c, Prediction u, double g, int n) {
        return new ClassifierFreeGuidance<>(
                Toy.mixture().on(VpLinear.DEFAULT, c), flat().on(VpLinear.DEFAULT, u), DoubleSpace.of(n), g);
    }

    @Test
    void guidanceAsksOnlyTheModelsThatCount() {
        double[] x = Toy.start();
        double[] into = new double[x.length];
        double[] alone = new double[x.length];
        var guided = guidance(Prediction.NOISE, Prediction.NOISE, 3, x.length);
        for (int i = 0; i < 5; i++) guided.evaluate(x, 0.5, into);
        assertThat(guided.calls()).isEqualTo(10);
        var conditional = guidance(Prediction.NOISE, Prediction.NOISE, 1, x.length);
        conditional.evaluate(x, 0.5, into);
        Toy.mixture().on(VpLinear.DEFAULT).evaluate(x, 0.5, alone);
        assertThat(conditional.calls()).isEqualTo(1);
        assertThat(into).containsExactly(alone);
        var unconditional = guidance(Prediction.NOISE, Prediction.NOISE, 0, x.length);
        unconditional.evaluate(x, 0.5, into);
        flat().on(VpLinear.DEFAULT).evaluate(x, 0.5, alone);
        assertThat(unconditional.calls()).isEqualTo(1);
        assertThat(into).containsExactly(alone);
        assertThat(Arrays.stream(into).allMatch(Double::isFinite)).isTrue();
    }

    @Test
    void guidanceRefusesModelsThatSayDifferentThings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guidance(Prediction.NOISE, Prediction.V, 3, 8))
                .withMessageContaining("predicts NOISE and the unconditional one V");
        assertThatIllegalArgumentException().isThrownBy(() -> guidance(Prediction.V, Prediction.V, Double.NaN, 8));
    }
}
