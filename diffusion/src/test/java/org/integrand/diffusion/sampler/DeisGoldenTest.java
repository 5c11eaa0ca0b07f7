package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.plan.Term;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpCosine;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Against the runs of the DEIS release; where its coefficients are a Riemann sum, against the same runs
/// with exact ones.
class DeisGoldenTest {
    private static final JsonNode GOLDEN = Golden.read(DeisGoldenTest.class, "golden/deis.json");
    private static final JsonNode TABLES = Golden.read(DeisGoldenTest.class, "golden/deis_coefficients.json");

    @Test
    void reproducesAllRuns() {
        int compared = 0;
        for (JsonNode c : GOLDEN.get("cases")) {
            double[] start = Toy.flat(GOLDEN.get("x_T"));
            Plan plan = compile(sampler(c), c, c.get("num_step").intValue());
            double[] x = new PlanExecutor<>(plan, DoubleSpace.of(start.length))
                    .run(Toy.mixture(GOLDEN.get("gmm")).on(schedule(c)), start);
            boolean exact = c.has("x_exact_coeff");
            assertThat(Toy.difference(x, Toy.flat(c.get(exact ? "x_exact_coeff" : "x"))))
                    .as("%s", c)
                    .isLessThan(exact ? 1e-9 : 1e-10);
            assertThat(plan.evaluations())
                    .as("%s", c)
                    .isEqualTo(c.get("nfe_counted").intValue());
            compared++;
        }
        assertThat(compared).isEqualTo(260);
    }

    @Test
    void timeCoefficientsOfDegreeThreeAreTheExactOnes() {
        for (JsonNode c : TABLES.get("cases")) {
            double[] times = Golden.numbers(c.get("ts"));
            Plan plan = new Deis(Interpolation.TIME, 3)
                    .compile(
                            schedule(c), TimeGrid.explicit(times), times.length - 1, times[0], times[times.length - 1]);
            JsonNode expected = c.get(exactColumn(c));
            for (int i = 0; i < plan.steps().size(); i++) {
                double[] row = Golden.numbers(expected.get(i));
                assertThat(weights(plan, i, row.length)).containsExactly(row, within(1e-10 * size(row)));
            }
        }
    }

    private static String exactColumn(JsonNode c) {
        return c.propertyNames().stream()
                .filter(name -> name.contains("eps_coef") && name.contains("exact"))
                .findFirst()
                .orElseThrow();
    }

    private static double size(double[] row) {
        return Arrays.stream(row).map(Math::abs).max().orElseThrow();
    }

    /// The weights of step i, the newest evaluation first.
    private static double[] weights(Plan plan, int i, int count) {
        double[] weights = new double[count];
        Combine last = (Combine) plan.steps().get(i).instructions().getLast();
        for (int j = 0; j < Math.min(count, i + 1); j++) {
            Register register = evaluation(plan.steps().get(i - j));
            weights[j] = last.terms().stream()
                    .filter(term -> term.register().equals(register))
                    .mapToDouble(Term::coefficient)
                    .sum();
        }
        return weights;
    }

    private static Register evaluation(Step step) {
        return step.instructions().stream()
                .filter(Instruction.Evaluate.class::isInstance)
                .map(Instruction::into)
                .findFirst()
                .orElseThrow();
    }

    private static Plan compile(Sampler sampler, JsonNode c, int steps) {
        TimeGrid grid = switch (c.get("ts_phase").asString()) {
            case "t" -> new TimeGrid.TimePower(c.get("ts_order").doubleValue());
            case "log" -> TimeGrid.logSnr();
            case "rho" -> new TimeGrid.Karras(c.get("ts_order").doubleValue());
            default -> throw new AssertionError(c);
        };
        return sampler.compile(schedule(c), grid, steps, schedule(c).equals(VpCosine.DEIS) ? 0.98 : 1, 1e-3);
    }

    private static Sampler sampler(JsonNode c) {
        return switch (c.get("method").asString()) {
            case "t_ab" -> new Deis(Interpolation.TIME, c.get("ab_order").intValue());
            case "rho_ab" -> new Deis(Interpolation.RHO, c.get("ab_order").intValue());
            case "ipndm" -> new Ipndm();
            case "rho_rk" ->
                OneFormula.deis(List.of(RhoTableau.values()).stream()
                        .filter(t -> t.spelling().equals(c.get("rk_method").asString()))
                        .findFirst()
                        .orElseThrow());
            default -> throw new AssertionError(c);
        };
    }

    private static NoiseSchedule schedule(JsonNode c) {
        return c.get("schedule").asString().equals("vp_cosine") ? VpCosine.DEIS : VpLinear.DEFAULT;
    }
}
