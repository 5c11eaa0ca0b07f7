package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.correction.DynamicThresholding;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.AdaptiveStepper;
import org.integrand.diffusion.plan.ErrorMeasure;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against the runs of the DPM-Solver release, in compatibility with it.
class DpmSolverGoldenTest {
    private static final JsonNode GOLDEN = Golden.read(DpmSolverGoldenTest.class, "golden/dpm_solver.json");

    private static List<JsonNode> cases() {
        return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
                .filter(c -> !c.get("method").asString().equals("adaptive"))
                .toList();
    }

    /// All but the adaptive ones, which have no plan.
    @Test
    void allCasesAreCompared() {
        assertThat(GOLDEN.get("cases").size()).isEqualTo(473);
        assertThat(cases()).hasSize(461);
    }

    @Test
    void reproducesTheReleaseWithItsNumberOfEvaluations() {
        for (JsonNode c : cases()) {
            var model = new Counting(Toy.mixture(GOLDEN.get("gmm")).on(schedule(c)));
            double[] start = Toy.flat(GOLDEN.get("x_T"));
            Plan plan = plan(c);
            var executor = new PlanExecutor<>(plan, DoubleSpace.of(start.length));
            if (c.has("correcting_x0_fn"))
                executor = executor.with(thresholding(c).doubles());
            double[] x = executor.run(model, start);
            assertThat(Toy.difference(x, Toy.flat(c.get("x")))).as("%s", c).isLessThan(1e-9);
            assertThat(model.calls).as("%s", c).isEqualTo(c.get("nfe_counted").intValue());
            assertThat(plan.evaluations()).isEqualTo(model.calls);
        }
    }

    private static DynamicThresholding thresholding(JsonNode c) {
        return new DynamicThresholding(
                c.get("dynamic_thresholding_ratio").doubleValue(),
                c.get("thresholding_max_val").doubleValue(),
                Double.POSITIVE_INFINITY,
                2);
    }

    @Test
    void reproducesTheAdaptiveRunsOfTheRelease() {
        int compared = 0;
        for (JsonNode c : GOLDEN.get("cases")) {
            if (!c.get("method").asString().equals("adaptive")) continue;
            var sampler = new DpmAdaptive(
                    c.get("algorithm").asString().equals("dpmsolver") ? Prediction.NOISE : Prediction.DATA,
                    c.get("order").intValue(),
                    SolverType.DPMSOLVER,
                    DpmAdaptive.Control.POWER,
                    Compatibility.RELEASE,
                    0.05);
            var tolerances = new ErrorMeasure.Tolerances(
                    c.get("atol").doubleValue(), c.get("rtol").doubleValue());
            double[] start = Toy.flat(GOLDEN.get("x_T"));
            var model = Toy.mixture(GOLDEN.get("gmm")).on(schedule(c));
            var run = new AdaptiveStepper<>(
                    sampler.begin(schedule(c), 1, 1e-3),
                    ErrorMeasure.doubles(tolerances, 2),
                    DoubleSpace.of(start.length),
                    model.prediction(),
                    start,
                    SamplingHooks.none());
            double[] x = run.drive(model);
            assertThat(Toy.difference(x, Toy.flat(c.get("x")))).as("%s", c).isLessThan(1e-9);
            assertThat(run.evaluations())
                    .as("%s", c)
                    .isEqualTo(c.get("nfe_counted").intValue());
            double[] again = new PlanExecutor<>(run.taken(), DoubleSpace.of(start.length)).run(model, start);
            assertThat(again).containsExactly(x);
            compared++;
        }
        assertThat(compared).isEqualTo(12);
    }

    @Test
    void reproducesTheTrajectoriesOfTheRelease() {
        List<JsonNode> withTrajectory =
                cases().stream().filter(c -> c.has("trajectory")).toList();
        assertThat(withTrajectory).hasSize(8);
        for (JsonNode c : withTrajectory) {
            double[] start = Toy.flat(GOLDEN.get("x_T"));
            List<double[]> seen = new ArrayList<>();
            new PlanExecutor<>(plan(c), DoubleSpace.of(start.length))
                    .run(Toy.mixture().on(schedule(c)), start, (_, _, _, x) -> seen.add(x.clone()));
            JsonNode expected = c.get("trajectory");
            // a multistep run of the release keeps its first point, a single-step run does not
            int skipped = expected.size() - seen.size();
            assertThat(skipped).isBetween(0, 1);
            for (int i = 0; i < seen.size(); i++)
                assertThat(Toy.difference(seen.get(i), Toy.flat(expected.get(i + skipped))))
                        .isLessThan(1e-9);
        }
    }

    private static Plan plan(JsonNode c) {
        TimeGrid grid = switch (c.get("skip_type").asString()) {
            case "time_uniform" -> TimeGrid.uniform();
            case "time_quadratic" -> TimeGrid.quadratic();
            case "logSNR" -> TimeGrid.logSnr();
            default -> throw new AssertionError(c);
        };
        return sampler(c).compile(schedule(c), grid, c.get("steps").intValue(), 1, 1e-3);
    }

    private static DpmSolver sampler(JsonNode c) {
        return new DpmSolver(
                c.get("algorithm").asString().equals("dpmsolver") ? Prediction.NOISE : Prediction.DATA,
                switch (c.get("method").asString()) {
                    case "singlestep" -> Method.SINGLESTEP;
                    case "singlestep_fixed" -> Method.SINGLESTEP_FIXED;
                    case "multistep" -> Method.MULTISTEP;
                    default -> throw new AssertionError(c);
                },
                c.get("order").intValue(),
                c.path("solver_type").asString("dpmsolver").equals("taylor") ? SolverType.TAYLOR : SolverType.DPMSOLVER,
                c.path("lower_order_final").asBoolean(true) ? Lowering.BELOW_TEN_STEPS : Lowering.NEVER,
                c.path("denoise_to_zero").asBoolean(false),
                false,
                Compatibility.RELEASE);
    }

    private static NoiseSchedule schedule(JsonNode c) {
        return c.get("schedule").asString().equals("discrete") ? DiscreteVp.linear(1e-4, 0.02, 1000) : VpLinear.DEFAULT;
    }

    /// Counts the calls of a model.
    private static final class Counting implements DiffusionModel<double[]> {
        private final DiffusionModel<double[]> model;
        private int calls;

        Counting(DiffusionModel<double[]> model) {
            this.model = model;
        }

        @Override
        public Prediction prediction() {
            return model.prediction();
        }

        @Override
        public void evaluate(double[] x, double t, double[] into) {
            calls++;
            model.evaluate(x, t, into);
        }
    }
}
