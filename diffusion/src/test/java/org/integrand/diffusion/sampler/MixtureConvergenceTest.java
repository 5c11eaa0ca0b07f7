package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Errors and orders on the mixture, t 1 -> 0.02, against the reference flow, compared with the errors that
/// were measured on the release and on an independent engine with exact history.
class MixtureConvergenceTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final double END = 0.02;
    private static final JsonNode GOLDEN = Golden.read(MixtureConvergenceTest.class, "golden/convergence.json");

    /// The errors of a golden row, which must be there.
    private static JsonNode row(String group, String method) {
        for (JsonNode row : GOLDEN.get(group)) if (row.get("method").asString().equals(method)) return row;
        throw new AssertionError("no golden row '" + method + "'");
    }

    private static double error(Sampler sampler, TimeGrid grid, int steps, int exactSteps) {
        Plan plan = sampler.compile(VP, grid, steps, 1, END);
        var space = DoubleSpace.of(8);
        var flow = new ReferenceFlow(VP, Toy.mixture().on(VP));
        StepObserver<double[]> backOnPath = (step, number, _, x) -> {
            if (number < exactSteps)
                space.copy(flow.at(1, Toy.start(), step.to().t()), x);
        };
        double[] x = new PlanExecutor<>(plan, space).run(Toy.mixture().on(VP), Toy.start(), backOnPath);
        double[] exact = EXACT;
        double worst = 0;
        for (int i = 0; i < x.length; i++) worst = Math.max(worst, Math.abs(x[i] - exact[i]));
        return worst;
    }

    private static final double[] EXACT = new ReferenceFlow(VP, Toy.mixture().on(VP)).at(1, Toy.start(), END);

    private static DpmSolver third(Prediction prediction, Compatibility whose) {
        return new DpmSolver(
                prediction, Method.MULTISTEP, 3, SolverType.DPMSOLVER, Lowering.NEVER, false, false, whose);
    }

    private static double assertErrors(JsonNode row, Sampler sampler, TimeGrid grid, int exactSteps) {
        double[] expected = Golden.numbers(row.get("err"));
        double[] measured = new double[expected.length];
        for (int i = 0; i < expected.length; i++) {
            measured[i] = error(sampler, grid, row.get("N").get(i).intValue(), exactSteps);
            assertThat(measured[i])
                    .as("%s N %s", row.get("method"), row.get("N").get(i))
                    .isCloseTo(expected[i], within(1e-3 * expected[i] + 1e-11));
        }
        int n = measured.length;
        return Math.log(measured[n - 2] / measured[n - 1]) / Math.log(2);
    }

    @Test
    void correctedMultistepOrderThreeConvergesWithOrderThreeFromAnExactHistory() {
        double noise = assertErrors(
                row("group_B_exact_start", "3M with D2 doubled eps exact start"),
                third(Prediction.NOISE, Compatibility.OURS),
                TimeGrid.logSnr(),
                3);
        double data = assertErrors(
                row("group_B_exact_start", "3M with D2 doubled D exact start"),
                third(Prediction.DATA, Compatibility.OURS),
                TimeGrid.logSnr(),
                3);
        assertThat(noise).isBetween(2.9, 3.2);
        assertThat(data).isBetween(2.9, 3.2);
    }

    @Test
    void multistepOrderThreeOfTheReleaseConvergesWithOrderTwoFromAnExactHistory() {
        double noise = assertErrors(
                row("group_B_exact_start", "official 3M formula eps exact start"),
                third(Prediction.NOISE, Compatibility.RELEASE),
                TimeGrid.logSnr(),
                3);
        double data = assertErrors(
                row("group_B_exact_start", "official 3M formula D exact start"),
                third(Prediction.DATA, Compatibility.RELEASE),
                TimeGrid.logSnr(),
                3);
        assertThat(noise).isBetween(1.9, 2.2);
        assertThat(data).isBetween(1.9, 2.2);
    }

    @Test
    void taylorOrderTwoIsTheLambdaRuleWithOneEarlierNode() {
        for (Prediction prediction : List.of(Prediction.NOISE, Prediction.DATA)) {
            var sampler = new DpmSolver(
                    prediction,
                    Method.MULTISTEP,
                    2,
                    SolverType.TAYLOR,
                    Lowering.NEVER,
                    false,
                    false,
                    Compatibility.OURS);
            String form = prediction == Prediction.NOISE ? "eps" : "D";
            double order = assertErrors(
                    row("group_B_exact_start", "lambda-AB q=1 " + form + " exact start"),
                    sampler,
                    TimeGrid.logSnr(),
                    2);
            assertThat(order).isBetween(1.9, 2.1);
        }
    }

    /// All 22 rows of the release's own runs of this family; the step number of a single-step row is its
    /// number of evaluations.
    @Test
    void errorsOfTheReleaseAreReproduced() {
        int compared = 0;
        for (JsonNode row : GOLDEN.get("group_A_official")) {
            String[] words = row.get("method").asString().split(" ", -1);
            if (!words[0].startsWith("dpmsolver")) continue;
            int order = words[1].charAt(words[1].length() - 1) - '0';
            var sampler = new DpmSolver(
                    words[0].equals("dpmsolver") ? Prediction.NOISE : Prediction.DATA,
                    words[1].startsWith("multistep") ? Method.MULTISTEP : Method.SINGLESTEP_FIXED,
                    order,
                    words[2].equals("taylor") ? SolverType.TAYLOR : SolverType.DPMSOLVER,
                    Lowering.BELOW_TEN_STEPS,
                    false,
                    false,
                    Compatibility.RELEASE);
            double measured =
                    assertErrors(row, sampler, words[3].equals("logSNR") ? TimeGrid.logSnr() : TimeGrid.uniform(), 0);
            double[] golden = Golden.numbers(row.get("order"));
            assertThat(measured).as("%s", row.get("method")).isCloseTo(golden[golden.length - 1], within(0.02));
            compared++;
        }
        assertThat(compared).isEqualTo(22);
    }
}
