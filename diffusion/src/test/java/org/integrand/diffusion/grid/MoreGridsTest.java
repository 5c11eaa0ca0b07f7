package org.integrand.diffusion.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.Sampler;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.RectifiedFlow;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Grids of other releases, lists, and grids that end at zero noise.
class MoreGridsTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final DiscreteVp DISCRETE = DiscreteVp.linear(1e-4, 0.02, 1000);

    @Test
    void agreesWithTheGridsOfDiffSampler() {
        JsonNode golden = Golden.read(MoreGridsTest.class, "golden/diffsampler_grids.json");
        double max = golden.get("sigma_max").doubleValue();
        double min = golden.get("sigma_min").doubleValue();
        int compared = 0;
        for (JsonNode c : golden.get("grids")) {
            double k = c.get("schedule_rho").doubleValue();
            TimeGrid grid = switch (c.get("schedule_type").asString()) {
                case "polynomial" -> new TimeGrid.Karras(k);
                case "logsnr" -> TimeGrid.logSnr();
                case "time_uniform" -> new TimeGrid.FittedVpTime(k, 1e-3);
                default -> throw new AssertionError(c);
            };
            double[] sigmas = Golden.numbers(c.get("t"));
            double[] t = grid.points(
                    new VarianceExploding(80), max, min, c.get("num_steps").intValue() - 1);
            for (int i = 0; i < sigmas.length; i++)
                assertThat(t[i]).as("%s %d", grid, i).isCloseTo(sigmas[i], within(1e-11 * Math.max(1, sigmas[i])));
            compared++;
        }
        assertThat(compared).isEqualTo(8);
    }

    /// In float32: the sigmas of its table are off by as much.
    @Test
    void agreesWithTheSigmasOfDiffusers() {
        int compared = 0;
        for (JsonNode c : Golden.read(MoreGridsTest.class, "golden/diffusers_schedules.json")
                .get("cases")) {
            String config = c.get("config").toString();
            if (!config.contains("use_")) continue;
            TimeGrid grid = config.contains("beta")
                    ? new TimeGrid.BetaQuantiles()
                    : config.contains("karras") ? TimeGrid.karras() : TimeGrid.logSnr();
            double[] sigmas = Golden.numbers(c.get("sigmas"));
            List<NoiseLevel> levels = grid.thenZero().levels(DISCRETE, 1, DISCRETE.tMin(), sigmas.length - 2);
            assertThat(levels).hasSameSizeAs(Arrays.stream(sigmas).boxed().toList());
            for (int i = 0; i < sigmas.length; i++)
                assertThat(levels.get(i).rho()).isCloseTo(sigmas[i], within(2e-4 * sigmas[i]));
            compared++;
        }
        assertThat(compared).isEqualTo(8);
    }

    /// Run backwards a grid has the same points; the fitted clock knows its noisier end.
    @Test
    void gridsFittedToTheirEndsRunUpwardsToo() {
        for (TimeGrid grid : List.of(new TimeGrid.FittedVpTime(2, 1e-3))) {
            double[] down = grid.points(VP, 1, 1e-3, 8);
            double[] up = grid.points(VP, 1e-3, 1, 8);
            for (int i = 0; i <= 8; i++) assertThat(up[i]).isCloseTo(down[8 - i], within(1e-12));
        }
    }

    /// On the schedule that it would fit, the fitted time is the schedule's own.
    @Test
    void theFittedTimeOfAVpLinearScheduleIsItsTime() {
        double[] fitted = new TimeGrid.FittedVpTime(1, 1e-3).points(VP, 1, 1e-3, 10);
        assertThat(fitted).containsExactly(TimeGrid.uniform().points(VP, 1, 1e-3, 10), within(1e-11));
    }

    @Test
    void listsMayHoldTimesSigmasOrLambdas() {
        double[] times = {1, 0.6, 0.25, 0.01};
        for (NoiseSchedule schedule : List.of(VP, DISCRETE, new VarianceExploding(1))) {
            double[] sigmas = Arrays.stream(times).map(schedule::rho).toArray();
            double[] lambdas = Arrays.stream(times).map(schedule::lambda).toArray();
            for (TimeGrid grid :
                    List.of(TimeGrid.explicit(times), TimeGrid.sigmas(sigmas), TimeGrid.lambdas(lambdas))) {
                double[] t = ((ListedGrid) grid).times(schedule);
                assertThat(t).containsExactly(times, within(1e-12));
                assertThat(t[0]).isEqualTo(schedule.tMax());
                assertThat(grid.points(schedule, t[0], t[3], 3)).containsExactly(t);
                assertThat(grid.inner(schedule, t[1], t[3], 2)).containsExactly(t[1], t[2], t[3]);
            }
        }
    }

    @Test
    void aListOfSigmasMayEndWithZero() {
        TimeGrid grid = TimeGrid.sigmas(14.6, 3.5, 0.9, 0.2, 0);
        assertThat(grid.toZero()).isTrue();
        double[] t = ((ListedGrid) grid.spacing()).times(DISCRETE);
        List<NoiseLevel> levels = grid.levels(DISCRETE, t[0], t[3], 3);
        assertThat(levels).hasSize(5);
        assertThat(levels.get(0).rho()).isCloseTo(14.6, within(1e-11));
        assertThat(levels.get(4)).isEqualTo(NoiseLevel.CLEAN);
    }

    /// One more step, of order 1, to x = D: the same plan as a sampler's own last evaluation.
    @Test
    void aGridToZeroEndsEverySamplersPlanWithoutNoise() {
        for (NoiseSchedule schedule : List.of(VP, DISCRETE, new VarianceExploding(80), RectifiedFlow.UNSHIFTED)) {
            double start = 0.9 * schedule.tMax();
            double end = 0.01 * schedule.tMax();
            for (TimeGrid grid : List.of(TimeGrid.logSnr(), TimeGrid.uniform())) {
                for (Method method : Method.values()) {
                    var plain = DpmSolver.plusPlus(method, 3);
                    Plan plan = plain.compile(schedule, grid.thenZero(), 9, start, end);
                    assertThat(plan.steps())
                            .isEqualTo(plain.withDenoiseToZero(true)
                                    .compile(schedule, grid, 9, start, end)
                                    .steps());
                    assertThat(plan.steps().getLast().to()).isEqualTo(NoiseLevel.CLEAN);
                    assertThat(plan.evaluations()).isEqualTo(10);
                }
                Sampler ddim = new Ddim(Prediction.DATA, false);
                assertThat(ddim.compile(schedule, grid.thenZero(), 5, start, end)
                                .evaluations())
                        .isEqualTo(6);
            }
        }
    }

    @Test
    void wholeLabelsAreCutAndFilledFromTheLowEnd() {
        assertThat(labels(new WholeLabels(1), 10)).containsExactly(999, 899, 799, 699, 599, 499, 399, 299, 199, 99, 0);
        // (i / 40)^2 99 cut: 0 0 0 0 0 1 2 3 3 5 6 ...: the missing ones are the lowest that are free
        double[] quadratic = labels(new WholeLabels(2), 100, 40);
        assertThat(quadratic).hasSize(41).doesNotHaveDuplicates();
        assertThat(quadratic[0]).isEqualTo(99);
        assertThat(quadratic[40]).isZero();
        var cut = new java.util.TreeSet<Integer>();
        for (int i = 0; i <= 40; i++) cut.add((int) (i * i * 99 / 1600.0));
        for (int n = 0; cut.size() < 41; n++) cut.add(n);
        assertThat(quadratic)
                .containsExactly(
                        cut.descendingSet().stream().mapToDouble(n -> n).toArray());
        assertThat(labels(new WholeLabels(3), 100, 99)).hasSize(100).doesNotHaveDuplicates();
    }

    private static double[] labels(TimeGrid grid, int steps) {
        return labels(grid, 1000, steps);
    }

    private static double[] labels(TimeGrid grid, int count, int steps) {
        DiscreteVp schedule = DiscreteVp.linear(1e-4, 0.02, count);
        return Arrays.stream(grid.points(schedule, 1, schedule.tMin(), steps))
                .map(schedule::index)
                .map(label -> Math.abs(label - Math.rint(label)) < 1e-9 ? Math.rint(label) + 0.0 : label)
                .toArray();
    }

    @Test
    void refusesWhatIsNoGrid() {
        refused(() -> TimeGrid.sigmas(1, 0.5, -0.1), "SIGMA -0.1: expected a number > 0");
        refused(() -> TimeGrid.sigmas(), "0 points, expected at least 2");
        refused(() -> TimeGrid.sigmas(0), "0 points, expected at least 2");
        refused(() -> TimeGrid.lambdas(-3, Double.NaN), "LAMBDA NaN: expected a finite number");
        refused(() -> TimeGrid.lambdas(-3, -1, -2), "strictly monotone");
        refused(() -> TimeGrid.sigmas(500, 1).points(DISCRETE, 1, 0.5, 1), "explicit grid runs from t");
        refused(() -> new WholeLabels(1).points(VP, 1, 0.1, 5), "expected a discrete schedule");
        refused(() -> new WholeLabels(1).points(DISCRETE, 1, 0.991, 10), "allow at most 9 steps");
        refused(() -> new WholeLabels(1).points(DISCRETE, 1, 0.0105, 10), "t 0.0105: has label 9.5");
        refused(() -> new TimeGrid.FittedVpTime(1, 1), "last time of the grid 1.0");
        refused(
                () -> new TimeGrid.FittedVpTime(1, 1e-3).points(new VarianceExploding(80), 1, 0.05, 5),
                "the fitted time is not monotone");
        refused(() -> TimeGrid.logSnr().thenZero().thenZero(), "expected one that does not");
        refused(() -> TimeGrid.uniform().thenZero().levels(VP, 1, 0, 5), "t 0.0 has no noise left");
        refused(() -> new TimeGrid.BetaQuantiles().points(RectifiedFlow.UNSHIFTED, 1, 0.1, 5), "t 1.0 has no signal");
    }

    private static void refused(Runnable action, String message) {
        assertThatIllegalArgumentException().isThrownBy(action::run).withMessageContaining(message);
    }
}
