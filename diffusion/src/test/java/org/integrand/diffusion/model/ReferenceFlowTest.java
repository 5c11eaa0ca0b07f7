package org.integrand.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpCosine;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReferenceFlowTest {
    @Test
    void followsTheClosedFormOfAGaussian() {
        double[] mean = {-0.6, 0.4};
        double s = 0.625;
        for (NoiseSchedule schedule : List.of(
                VpLinear.DEFAULT,
                VpCosine.NORMALISED,
                VpCosine.DEIS,
                DiscreteVp.linear(1e-4, 0.02, 1000),
                new VarianceExploding(15))) {
            for (Prediction prediction : Prediction.values()) {
                var model =
                        GaussianMixture.gaussian(List.of(mean[0], mean[1]), s).on(schedule, prediction);
                double from = schedule.tMax();
                double to = Math.max(schedule.tMin(), 2e-3 * from);
                double[] start = Toy.start();
                double[] x = new ReferenceFlow(schedule, model).at(from, start, to);
                double[] exact = Toy.gaussianPath(mean, s, schedule.at(from), schedule.at(to), start);
                assertThat(Toy.difference(x, exact))
                        .as("%s %s", schedule, prediction)
                        .isLessThan(1e-11);
            }
        }
    }

    @Test
    void followsTheGoldenPathOfTheMixture() {
        JsonNode golden = Golden.read(ReferenceFlowTest.class, "golden/gmm_reference_trajectory.json");
        JsonNode cases = golden.get("cases");
        double[] times = new double[cases.size()];
        for (int i = 0; i < times.length; i++) times[i] = cases.get(i).get("t").doubleValue();
        var flow = new ReferenceFlow(
                VpLinear.DEFAULT, Toy.mixture(golden.get("gmm")).on(VpLinear.DEFAULT));
        List<double[]> path = flow.path(1, Toy.flat(cases.get(0).get("x")), times);
        assertThat(path).hasSize(8);
        for (int i = 0; i < times.length; i++)
            assertThat(Toy.difference(path.get(i), Toy.flat(cases.get(i).get("x"))))
                    .as("t %s", times[i])
                    .isLessThan(1e-9);
    }

    @Test
    void endsWhereTheGoldenRunsWereMeasured() {
        JsonNode golden = Golden.read(ReferenceFlowTest.class, "golden/dpm_solver.json");
        for (var schedule : List.of(VpLinear.DEFAULT, DiscreteVp.linear(1e-4, 0.02, 1000))) {
            var flow =
                    new ReferenceFlow(schedule, Toy.mixture(golden.get("gmm")).on(schedule));
            double[] x = flow.at(1, Toy.flat(golden.get("x_T")), 1e-3);
            String name = schedule instanceof VpLinear ? "vp_linear" : "discrete";
            assertThat(Toy.difference(x, Toy.flat(golden.get("exact").get(name))))
                    .isLessThan(1e-9);
        }
    }

    @Test
    void refusesAnEndWithoutNoise() {
        var flow = new ReferenceFlow(VpLinear.DEFAULT, Toy.mixture().on(VpLinear.DEFAULT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> flow.at(1, Toy.start(), 0))
                .withMessageContaining("reference at t 0.0");
    }
}
