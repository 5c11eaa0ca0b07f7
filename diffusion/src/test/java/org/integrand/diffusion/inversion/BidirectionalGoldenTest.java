package org.integrand.diffusion.inversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against runs of the formulas in another implementation.
class BidirectionalGoldenTest {
    private static final JsonNode GOLDEN = Golden.read(BidirectionalGoldenTest.class, "golden/bdia.json");
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final GaussianMixture MIXTURE = GaussianMixture.isotropic(
            numbers(GOLDEN.get("problem"), "weights"),
            Golden.matrix(GOLDEN.get("problem").get("means")),
            Arrays.stream(numbers(GOLDEN.get("problem"), "variances"))
                    .map(Math::sqrt)
                    .toArray());

    private static double[] numbers(JsonNode object, String name) {
        return Golden.numbers(object.get(name));
    }

    private static List<JsonNode> cases(boolean edm) {
        List<JsonNode> cases = new ArrayList<>();
        for (JsonNode c : GOLDEN.get("cases")) if (c.has("kind") == edm) cases.add(c);
        return cases;
    }

    private static double gamma(JsonNode c) {
        return c.get("gamma").doubleValue();
    }

    /// The levels of ascending times, from much noise to little.
    private static List<NoiseLevel> levels(NoiseSchedule schedule, double[] times) {
        List<NoiseLevel> levels =
                new ArrayList<>(Arrays.stream(times).mapToObj(schedule::at).toList());
        Collections.reverse(levels);
        return levels;
    }

    private static List<double[]> run(Plan plan, DiffusionModel<double[]> model, double[]... starts) {
        return new PlanExecutor<>(plan, DoubleSpace.of(starts[0].length)).runAll(model, List.of(starts));
    }

    private static double[] state(int i, List<double[]> pair) {
        return pair.get(Bidirectional.register(i).index());
    }

    private static void assertClose(double[] actual, double[] expected, double tolerance, Object what) {
        assertThat(Toy.difference(actual, expected)).as("%s", what).isLessThan(tolerance);
    }

    @Test
    void samplesAsTheOtherImplementation() {
        assertThat(cases(false)).hasSize(7);
        for (JsonNode c : cases(false)) {
            var levels = levels(VP, numbers(c, "t"));
            var pair = run(Bidirectional.bdia(gamma(c)).along(VP, levels), MIXTURE.on(VP), Toy.flat(c.get("z_N")));
            assertClose(pair.get(0), Toy.flat(c.get("z_0")), 1e-11, c);
            assertClose(pair.get(1), Toy.flat(c.get("z_1")), 1e-11, c);
            var optimal = run(Bidirectional.optimal().along(VP, levels), MIXTURE.on(VP), Toy.flat(c.get("z_N")));
            assertClose(optimal.getFirst(), Toy.flat(c.get("o_belm_z0")), 1e-11, c);
        }
    }

    @Test
    void everyStateOfATrajectoryIsTheOtherImplementations() {
        for (JsonNode c : cases(false)) {
            double[][] path = Golden.matrix(c.get("trajectory_first_sample"));
            var levels = levels(VP, numbers(c, "t"));
            Plan whole = Bidirectional.bdia(gamma(c)).along(VP, levels);
            for (int k = 1; k <= whole.steps().size(); k++) {
                int i = path.length - 1 - k;
                var part = new Plan("part", whole.prediction(), whole.steps().subList(0, k));
                var pair = run(part, MIXTURE.on(VP), path[path.length - 1]);
                assertClose(state(i, pair), path[i], 1e-11, c);
            }
        }
    }

    @Test
    void encodesDataAsTheOtherImplementation() {
        for (JsonNode c : cases(false)) {
            var levels = levels(VP, numbers(c, "t"));
            JsonNode from = c.get("invert_from_data");
            int n = levels.size() - 1;
            var pair = run(Bidirectional.bdia(gamma(c)).encode(VP, levels), MIXTURE.on(VP), Toy.flat(from.get("x0")));
            double tolerance = gamma(c) == 0.5 ? 1e-6 : 1e-11;
            assertClose(state(n, pair), Toy.flat(from.get("z_N")), tolerance, c);
            assertClose(state(n - 1, pair), Toy.flat(from.get("z_Nm1")), tolerance, c);
        }
    }

    @Test
    void theInverseRestoresTheNoise() {
        for (JsonNode c : cases(false)) {
            var levels = levels(VP, numbers(c, "t"));
            Plan plan = Bidirectional.bdia(gamma(c)).along(VP, levels);
            double[] noise = Toy.flat(c.get("z_N"));
            var back = run(PlanInverse.of(plan), MIXTURE.on(VP), Toy.flat(c.get("z_0")), Toy.flat(c.get("z_1")));
            assertClose(back.getFirst(), noise, gamma(c) == 0.5 ? 1e-6 : 1e-11, c);
        }
    }

    @Test
    void edmWithHeunBothWaysIsTheOtherImplementations() {
        var schedule = new VarianceExploding(1000);
        assertThat(cases(true)).hasSize(2);
        for (JsonNode c : cases(true)) {
            var levels = levels(schedule, numbers(c, "sigma_grid_rho7"));
            var model = GaussianMixture.gaussian(List.of(0.4), 0.6).on(schedule);
            Plan plan = Bidirectional.bdiaEdm(gamma(c), StepMap.HEUN).along(schedule, levels);
            var pair = run(plan, model, numbers(c, "z_M"));
            assertClose(pair.get(0), numbers(c, "z_0"), 1e-11, c);
            assertClose(pair.get(1), numbers(c, "z_1"), 1e-11, c);
            assertThat(plan.evaluations()).isEqualTo(3 * plan.steps().size() - 1);
        }
    }
}
