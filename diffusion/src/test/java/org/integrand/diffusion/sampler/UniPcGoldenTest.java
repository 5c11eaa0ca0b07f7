package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against the runs of the UniPC release.
class UniPcGoldenTest {
    private static final JsonNode GOLDEN = Golden.read(UniPcGoldenTest.class, "golden/unipc.json");

    /// All bh1 and bh2 cases; `vary_coeff` is a known defect of the release and not offered.
    @Test
    void reproducesTheReleaseWithItsNumberOfEvaluations() {
        int compared = 0;
        for (JsonNode c : GOLDEN.get("cases")) {
            if (c.get("variant").asString().equals("vary_coeff")) continue;
            double[] start = Toy.flat(GOLDEN.get("x_T"));
            Plan plan = plan(c);
            double[] x = new PlanExecutor<>(plan, DoubleSpace.of(start.length))
                    .run(Toy.mixture(GOLDEN.get("gmm")).on(schedule(c)), start);
            assertThat(Toy.difference(x, Toy.flat(c.get("x")))).as("%s", c).isLessThan(1e-9);
            assertThat(plan.evaluations())
                    .as("%s", c)
                    .isEqualTo(c.get("nfe_counted").intValue());
            compared++;
        }
        assertThat(compared).isEqualTo(320);
    }

    private static Plan plan(JsonNode c) {
        var sampler = new UniPc(
                        c.get("order").intValue(),
                        c.get("algorithm").asString().equals("noise_prediction") ? Prediction.NOISE : Prediction.DATA)
                .with(c.get("variant").asString().equals("bh1") ? UniPc.Variant.BH1 : UniPc.Variant.BH2)
                .with(c.get("lower_order_final").booleanValue() ? Lowering.ALWAYS : Lowering.NEVER);
        TimeGrid grid = switch (c.get("skip_type").asString()) {
            case "time_uniform" -> TimeGrid.uniform();
            case "time_quadratic" -> TimeGrid.quadratic();
            case "logSNR" -> TimeGrid.logSnr();
            default -> throw new AssertionError(c);
        };
        return sampler.compile(schedule(c), grid, c.get("steps").intValue(), 1, 1e-3);
    }

    private static NoiseSchedule schedule(JsonNode c) {
        return c.get("schedule").asString().equals("discrete") ? DiscreteVp.linear(1e-4, 0.02, 1000) : VpLinear.DEFAULT;
    }
}
