package org.integrand.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.RectifiedFlow;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpCosine;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

/// Networks made of the exact mixture, in every form that networks are trained in, are the exact mixture again.
class ParameterisationTest {
    private static final NoiseSchedule SIGMA_SPACE = new VarianceExploding(1000);
    private static final List<NoiseSchedule> SCHEDULES = List.of(
            VpLinear.DEFAULT,
            VpCosine.NORMALISED,
            SIGMA_SPACE,
            RectifiedFlow.UNSHIFTED,
            DiscreteVp.linear(1e-4, 0.02, 1000));
    private static final List<Prediction> KINDS = List.of(Prediction.values());

    private static void assertExact(
            LabelledNetwork<double[]> network, Parameterisation parameterisation, NoiseSchedule asked, double t) {
        double[] x = Toy.start();
        double[] before = x.clone();
        double[] actual = new double[x.length];
        double[] expected = new double[x.length];
        new NetworkModel<>(network, parameterisation, asked, DoubleSpace.of(x.length)).evaluate(x, t, actual);
        Toy.mixture().on(asked, parameterisation.prediction()).evaluate(x, t, expected);
        assertThat(Toy.difference(actual, expected))
                .as("%s at %s on %s", parameterisation.prediction(), t, asked)
                .isLessThan(1e-9);
        assertThat(x).containsExactly(before);
    }

    @Test
    void aNetworkOfOneScheduleServesAllOthers() {
        for (Prediction kind : KINDS) {
            var exact = Toy.mixture().on(VpLinear.DEFAULT, kind);
            for (NoiseSchedule asked : SCHEDULES)
                for (double t : new double[] {0.05, 0.4, 0.8})
                    assertExact(
                            exact::evaluate,
                            Parameterisation.trainedOn(VpLinear.DEFAULT, kind, TimeLabel.TIME),
                            asked,
                            t);
        }
    }

    @Test
    void aNetworkOfUnitVarianceIsToldTheNoiseLevel() {
        for (Prediction kind : KINDS) {
            var exact = Toy.mixture().on(VpLinear.DEFAULT, kind);
            LabelledNetwork<double[]> network =
                    (y, sigma, into) -> exact.evaluate(y, VpLinear.DEFAULT.time(-Math.log(sigma)), into);
            for (NoiseSchedule asked : SCHEDULES)
                for (double t : new double[] {0.05, 0.4, 0.8})
                    assertExact(network, Parameterisation.unitVariance(kind, TimeLabel.SIGMA), asked, t);
        }
    }

    /// Of a Gaussian of the data's deviation the preconditioned target is 0 at every noise level.
    @Test
    void edmLeavesTheNetworkNothingToDoForAGaussian() {
        double d = 0.7;
        var gaussian = GaussianMixture.gaussian(List.of(0.0, 0.0), d);
        LabelledNetwork<double[]> nothing = (_, _, into) -> java.util.Arrays.fill(into, 0);
        for (NoiseSchedule asked : SCHEDULES)
            for (double t : new double[] {0.05, 0.4, 0.8}) {
                double[] x = Toy.start();
                double[] actual = new double[x.length];
                double[] expected = new double[x.length];
                new NetworkModel<>(
                                nothing, Parameterisation.edm(d, TimeLabel.LOG_SIGMA), asked, DoubleSpace.of(x.length))
                        .evaluate(x, t, actual);
                gaussian.on(asked, Prediction.DATA).evaluate(x, t, expected);
                assertThat(Toy.difference(actual, expected)).isLessThan(1e-13);
            }
    }

    /// F from the exact D by the formulas of table 1 of Karras et al., in sigma-space.
    @Test
    void edmUndoesWhatTheTargetOfTrainingDoes() {
        double d = 0.5;
        LabelledNetwork<double[]> network = (y, label, into) -> {
            double s = Math.exp(4 * label);
            double norm = Math.sqrt(s * s + d * d);
            double[] x = new double[y.length];
            for (int i = 0; i < x.length; i++) x[i] = norm * y[i];
            Toy.mixture().on(SIGMA_SPACE, Prediction.DATA).evaluate(x, s, into);
            for (int i = 0; i < x.length; i++) into[i] = (into[i] - d * d / (s * s + d * d) * x[i]) * norm / (s * d);
        };
        for (NoiseSchedule asked : SCHEDULES)
            for (double t : new double[] {0.05, 0.4, 0.8})
                assertExact(network, Parameterisation.edm(d, TimeLabel.LOG_SIGMA), asked, t);
        assertThatIllegalArgumentException().isThrownBy(() -> Parameterisation.edm(0, TimeLabel.LOG_SIGMA));
    }

    @Test
    void anIndexCountsTheLevelsOfATable() {
        var table = DiscreteVp.linear(1e-4, 0.02, 1000);
        for (int n : new int[] {0, 1, 500, 999})
            assertThat(TimeLabel.index(1000).of(table.at((n + 1) / 1000.0))).isCloseTo(n, within(1e-10));
        assertThat(TimeLabel.LOG_SIGMA.of(SIGMA_SPACE.at(80))).isCloseTo(Math.log(80) / 4, within(1e-15));
        assertThat(TimeLabel.SIGMA.of(VpLinear.DEFAULT.at(0.3))).isEqualTo(VpLinear.DEFAULT.rho(0.3));
    }

    /// Beyond the range that a network has seen it is asked at the nearest end of it.
    @Test
    void aNetworkIsNotAskedBeyondItsTable() {
        var table = DiscreteVp.linear(1e-4, 0.02, 1000);
        var form = Parameterisation.trainedOn(table, Prediction.NOISE, TimeLabel.index(1000));
        assertThat(form.at(SIGMA_SPACE.at(900)).label()).isCloseTo(999, within(1e-9));
        assertThat(form.at(SIGMA_SPACE.at(1e-6)).label()).isCloseTo(0, within(1e-9));
    }
}
