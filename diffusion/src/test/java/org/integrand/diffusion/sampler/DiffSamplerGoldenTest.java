package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against the samplers of diff-sampler, in EDM's form, with and without the analytical first step.
class DiffSamplerGoldenTest {
    private static final JsonNode GOLDEN = Golden.read(DiffSamplerGoldenTest.class, "golden/diffsampler_edm.json");

    /// All but `ipndm_v`, whose orders 3 and 4 are wrong on grids that are not uniform; [Deis] in RHO is
    /// what it means.
    @Test
    void reproducesAllRuns() {
        int compared = 0;
        for (JsonNode c : GOLDEN.get("cases")) {
            if (c.get("sampler").asString().equals("ipndm_v")) continue;
            double[] times = times(c);
            double[] start = Arrays.stream(Toy.flat(GOLDEN.get("x_unit")))
                    .map(x -> x * GOLDEN.get("sigma_max").doubleValue())
                    .toArray();
            var schedule = new VarianceExploding(100);
            Plan plan = sampler(c)
                    .compile(schedule, TimeGrid.explicit(times), times.length - 1, times[0], times[times.length - 1]);
            double[] x = new PlanExecutor<>(plan, DoubleSpace.of(8))
                    .run(Toy.mixture(GOLDEN.get("gmm")).on(schedule, Prediction.DATA), start);
            assertThat(Toy.difference(x, Toy.flat(c.get("x")))).as("%s", c).isLessThan(1e-10);
            assertThat(plan.evaluations())
                    .as("%s", c)
                    .isEqualTo(c.get("nfe_counted").intValue());
            compared++;
        }
        assertThat(compared).isEqualTo(160);
    }

    private static double[] times(JsonNode c) {
        for (JsonNode grid : GOLDEN.get("grids"))
            if (List.of("num_steps", "schedule_type", "schedule_rho").stream()
                    .allMatch(key -> grid.get(key).equals(c.get(key)))) return Golden.numbers(grid.get("t"));
        throw new AssertionError(c);
    }

    private static Sampler sampler(JsonNode c) {
        boolean guess = c.path("afs").booleanValue(false);
        int order = c.path("max_order").intValue(0);
        boolean toZero = c.path("denoise_to_zero").booleanValue(false);
        return switch (c.get("sampler").asString()) {
            case "euler", "euler_denoise_to_zero" ->
                guessing(OneFormula.euler(), guess).withDenoiseToZero(toZero);
            case "heun" -> guessing(OneFormula.heun(), guess);
            case "dpm_2" -> guessing(OneFormula.dpm2(0.5), guess);
            case "ipndm" -> new Ipndm(order, guess, false);
            case "deis_rhoab" -> new Deis(Interpolation.RHO, order - 1, Prediction.NOISE, Lowering.NEVER, guess, false);
            case "dpm_pp_noise" ->
                new DpmSolver(
                        Prediction.NOISE,
                        Method.MULTISTEP,
                        order,
                        SolverType.DPMSOLVER,
                        Lowering.ALWAYS,
                        false,
                        guess,
                        Compatibility.RELEASE);
            case "unipc_noise" ->
                new UniPc(order, UniPc.Variant.BH2, Prediction.NOISE, Lowering.ALWAYS, true, List.of(), guess, false);
            default -> throw new AssertionError(c);
        };
    }

    private static OneFormula guessing(OneFormula sampler, boolean guess) {
        return new OneFormula(sampler.name(), sampler.formula(), sampler.stochasticity(), guess, false);
    }
}
