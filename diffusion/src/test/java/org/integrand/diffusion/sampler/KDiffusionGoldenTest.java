package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.noise.GivenNoise;
import org.integrand.diffusion.plan.AdaptiveStepper;
import org.integrand.diffusion.plan.ErrorMeasure;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against the samplers of k-diffusion, on the noise that they were given.
class KDiffusionGoldenTest {
    private static final JsonNode GOLDEN = Golden.read(KDiffusionGoldenTest.class, "golden/kdiffusion.json");
    private static final VarianceExploding SCHEDULE = new VarianceExploding(1e6);
    private static final DoubleSpace SPACE = DoubleSpace.of(8);

    private static DifferentiableModel<double[]> model() {
        return Toy.mixture(GOLDEN.get("gmm")).on(SCHEDULE, Prediction.DATA);
    }

    private static GivenNoise noise() {
        List<double[]> draws = new ArrayList<>();
        for (JsonNode draw : GOLDEN.get("noise_sequence")) draws.add(Toy.flat(draw));
        return new GivenNoise(draws);
    }

    @Test
    void reproducesAllRunsOnTheirNoise() {
        int compared = 0;
        for (JsonNode c : GOLDEN.get("cases")) {
            if (c.get("sampler").asString().equals("dpm_adaptive")) continue;
            Plan plan = plan(c);
            double[] x = new PlanExecutor<>(plan, SPACE).with(noise()).run(model(), Toy.flat(GOLDEN.get("x_start")));
            boolean cancels = c.get("sampler").asString().equals("dpm_fast");
            assertThat(Toy.difference(x, Toy.flat(c.get("x")))).as("%s", c).isLessThan(cancels ? 1e-8 : 1e-10);
            assertThat(plan.evaluations())
                    .as("%s", c)
                    .isEqualTo(c.get("nfe_counted").intValue());
            compared++;
        }
        assertThat(compared).isEqualTo(392);
    }

    private static Plan plan(JsonNode c) {
        if (c.get("sampler").asString().equals("dpm_fast"))
            return new DpmFast(c.get("eta").doubleValue(), 1, false)
                    .compile(
                            SCHEDULE,
                            TimeGrid.logSnr(),
                            c.get("n").intValue(),
                            GOLDEN.get("sigma_max").doubleValue(),
                            GOLDEN.get("sigma_min").doubleValue());
        double[] sigmas =
                Golden.numbers(GOLDEN.get("sigma_grids").get(c.get("sigmas").asString()));
        if (c.get("tail").asString().equals("drop_zero")) sigmas = Arrays.copyOf(sigmas, sigmas.length - 1);
        return sampler(c)
                .compile(SCHEDULE, TimeGrid.explicit(sigmas), sigmas.length - 1, sigmas[0], sigmas[sigmas.length - 1]);
    }

    private static Sampler sampler(JsonNode c) {
        double eta = c.path("eta").doubleValue(0);
        var ancestral = new Stochasticity.Ancestral(eta, 1);
        Stochasticity churn = c.has("s_churn")
                ? new Stochasticity.Churn(
                        c.get("s_churn").doubleValue(),
                        c.get("s_tmin").doubleValue(),
                        c.get("s_tmax").doubleValue(),
                        c.get("s_noise").doubleValue())
                : Stochasticity.none();
        return switch (c.get("sampler").asString()) {
            case "euler" -> OneFormula.euler().with(churn);
            case "heun" -> OneFormula.heun().with(churn);
            case "dpm_2" -> OneFormula.dpm2(0.5).with(churn);
            case "euler_ancestral" -> OneFormula.euler().with(ancestral);
            case "dpm_2_ancestral" -> OneFormula.dpm2(0.5).with(ancestral);
            case "dpmpp_2s_ancestral" ->
                new OneFormula("dpm-2s-ancestral", new StepFormula.TwoStages(Prediction.DATA, 0.5)).with(ancestral);
            case "dpmpp_sde" -> new OneFormula("dpm-sde", new StepFormula.TwoStagesSde(0.5, eta, 1));
            case "lms" -> new Deis(Interpolation.RHO, c.get("order").intValue() - 1);
            case "dpmpp_2m" -> DpmSolver.plusPlus(Method.MULTISTEP, 2).with(Lowering.NEVER);
            case "dpmpp_2m_sde" ->
                sde(2, c.get("solver_type").asString().equals("heun") ? SolverType.TAYLOR : SolverType.DPMSOLVER, eta);
            case "dpmpp_3m_sde" -> sde(3, SolverType.TAYLOR, eta);
            default -> throw new AssertionError(c);
        };
    }

    private static DpmSolverSde sde(int order, SolverType type, double eta) {
        return new DpmSolverSde(Prediction.DATA, order, type, eta, 1, Lowering.NEVER, false, Compatibility.RELEASE);
    }

    @Test
    void reproducesTheAdaptiveRunsWithTheirAcceptedAndRejectedSteps() {
        int compared = 0;
        for (JsonNode c : GOLDEN.get("cases")) {
            if (!c.get("sampler").asString().equals("dpm_adaptive")) continue;
            var sampler = new DpmAdaptive(
                    Prediction.NOISE,
                    c.get("order").intValue(),
                    SolverType.DPMSOLVER,
                    DpmAdaptive.Control.LIMITED,
                    Compatibility.RELEASE,
                    0.05);
            var tolerances = new ErrorMeasure.Tolerances(
                    c.get("atol").doubleValue(), c.get("rtol").doubleValue());
            var run = new AdaptiveStepper<>(
                    sampler.begin(
                            SCHEDULE,
                            GOLDEN.get("sigma_max").doubleValue(),
                            GOLDEN.get("sigma_min").doubleValue()),
                    ErrorMeasure.doubles(tolerances, 8),
                    SPACE,
                    Prediction.DATA,
                    Toy.flat(GOLDEN.get("x_start")),
                    SamplingHooks.none());
            double[] x = run.drive(model());
            assertThat(Toy.difference(x, Toy.flat(c.get("x")))).as("%s", c).isLessThan(1e-10);
            JsonNode info = c.get("info");
            assertThat(run.evaluations()).isEqualTo(info.get("nfe").intValue());
            assertThat(run.accepted()).isEqualTo(info.get("n_accept").intValue());
            assertThat(run.rejected()).isEqualTo(info.get("n_reject").intValue());
            compared++;
        }
        assertThat(compared).isEqualTo(4);
    }
}
