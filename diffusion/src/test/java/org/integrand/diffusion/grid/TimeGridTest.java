package org.integrand.diffusion.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpCosine;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TimeGridTest {
    private static final VpLinear VP = VpLinear.DEFAULT;

    @Test
    void agreesWithTheGridsOfTheRelease() {
        int compared = 0;
        for (JsonNode c : Golden.read(TimeGridTest.class, "golden/grids.json").get("cases")) {
            if (!c.has("N")) continue;
            NoiseSchedule schedule =
                    c.get("schedule").asString().equals("discrete") ? DiscreteVp.linear(1e-4, 0.02, 1000) : VP;
            TimeGrid grid = switch (c.get("skip_type").asString()) {
                case "time_uniform" -> TimeGrid.uniform();
                case "time_quadratic" -> TimeGrid.quadratic();
                default -> TimeGrid.logSnr();
            };
            double[] t = grid.points(
                    schedule,
                    c.get("t_T").doubleValue(),
                    c.get("t_0").doubleValue(),
                    c.get("N").intValue());
            assertThat(t).containsExactly(Golden.numbers(c.get("t")), within(1e-10));
            compared++;
        }
        assertThat(compared).isEqualTo(6);
    }

    @Test
    void agreesWithTheSigmaListsOfKDiffusion() {
        JsonNode golden = Golden.read(TimeGridTest.class, "golden/kdiffusion_sigmas.json");
        int compared = 0;
        for (var entry : golden.get("sigma_grids").properties()) {
            double[] sigmas = Golden.numbers(entry.getValue());
            int last = sigmas.length - 2; // a 0 is appended: the step to zero noise
            TimeGrid grid = switch (entry.getKey().substring(0, 2)) {
                case "ka" -> TimeGrid.karras();
                case "ex" -> TimeGrid.exponential();
                case "po" -> new TimeGrid.Polyexponential(2);
                case "vp" -> TimeGrid.kDiffusionVp();
                default -> throw new AssertionError(entry.getKey());
            };
            double[] t = grid.points(new VarianceExploding(200), sigmas[0], sigmas[last], last);
            for (int i = 0; i <= last; i++)
                assertThat(t[i]).isCloseTo(sigmas[i], within(1e-12 * Math.max(1, sigmas[i])));
            compared++;
        }
        assertThat(compared).isEqualTo(golden.get("sigma_grids").size()).isGreaterThanOrEqualTo(8);
    }

    /// k-diffusion's get_sigmas_karras, get_sigmas_exponential, get_sigmas_polyexponential, written out in sigma.
    @Test
    void sigmasOfKDiffusion() {
        var ve = new VarianceExploding(15);
        double max = 15;
        double min = 0.05;
        int n = 10;
        double[] karras = TimeGrid.karras().points(ve, max, min, n);
        double[] exponential = TimeGrid.exponential().points(ve, max, min, n);
        double[] logSnr = TimeGrid.logSnr().points(ve, max, min, n);
        double[] poly = new TimeGrid.Polyexponential(1.7).points(ve, max, min, n);
        for (int i = 0; i <= n; i++) {
            double ramp = (double) i / n;
            double k = Math.pow(Math.pow(max, 1 / 7.0) + ramp * (Math.pow(min, 1 / 7.0) - Math.pow(max, 1 / 7.0)), 7);
            assertThat(karras[i]).isCloseTo(k, within(1e-12));
            double e = Math.exp(Math.log(max) + ramp * (Math.log(min) - Math.log(max)));
            assertThat(exponential[i]).isCloseTo(e, within(1e-12));
            assertThat(logSnr[i]).isCloseTo(e, within(1e-12));
            double p = Math.exp(Math.pow(1 - ramp, 1.7) * (Math.log(max) - Math.log(min)) + Math.log(min));
            assertThat(poly[i]).isCloseTo(p, within(1e-12));
        }
    }

    /// k-diffusion's get_sigmas_vp: sigma = sqrt(exp(b_d t^2 / 2 + b_min t) - 1) at t = 1 ... 1e-3.
    @Test
    void vpSigmasOfKDiffusionOnAnySchedule() {
        double first = kDiffusion(1);
        double last = kDiffusion(1e-3);
        var ve = new VarianceExploding(200);
        double[] sigma = TimeGrid.kDiffusionVp().points(ve, first, last, 12);
        double[] time = TimeGrid.kDiffusionVp().points(VP, 1, 1e-3, 12);
        for (int i = 0; i <= 12; i++) {
            double t = 1 + i / 12.0 * (1e-3 - 1);
            assertThat(sigma[i]).isCloseTo(kDiffusion(t), within(1e-11 * kDiffusion(t)));
            assertThat(time[i]).isCloseTo(t, within(1e-13));
        }
    }

    private static double kDiffusion(double t) {
        return Math.sqrt(Math.expm1(19.9 * t * t / 2 + 0.1 * t));
    }

    @Test
    void eachGridIsEvenInItsOwnCoordinate() {
        NoiseSchedule s = VpCosine.NORMALISED;
        even(TimeGrid.uniform().points(s, 0.9, 0.01, 9));
        even(new TimeGrid.TimePower(3).points(s, 0.9, 0.01, 9), t -> Math.cbrt(t));
        even(TimeGrid.logSnr().points(s, 0.9, 0.01, 9), s::lambda);
        even(TimeGrid.karras().points(s, 0.9, 0.01, 9), t -> Math.pow(s.rho(t), 1 / 7.0));
        even(TimeGrid.kDiffusionVp().points(s, 0.9, 0.01, 9), t -> VP.time(s.lambda(t)));
    }

    private static void even(double[] t) {
        even(t, x -> x);
    }

    private static void even(double[] t, java.util.function.DoubleUnaryOperator coordinate) {
        assertThat(t[0]).isEqualTo(0.9);
        assertThat(t[t.length - 1]).isEqualTo(0.01);
        double whole = coordinate.applyAsDouble(0.01) - coordinate.applyAsDouble(0.9);
        for (int i = 1; i < t.length; i++)
            assertThat((coordinate.applyAsDouble(t[i]) - coordinate.applyAsDouble(t[i - 1])) / whole)
                    .isCloseTo(1.0 / (t.length - 1), within(1e-11));
    }

    @Test
    void runsUpwardsToo() {
        for (TimeGrid grid : List.of(TimeGrid.uniform(), TimeGrid.quadratic(), TimeGrid.logSnr(), TimeGrid.karras())) {
            double[] down = grid.points(VP, 1, 1e-3, 8);
            double[] up = grid.points(VP, 1e-3, 1, 8);
            for (int i = 0; i <= 8; i++) assertThat(up[i]).isCloseTo(down[8 - i], within(1e-13));
        }
    }

    @Test
    void explicitTimesAreTakenAsTheyAre() {
        TimeGrid grid = TimeGrid.explicit(1, 0.5, 0.2, 0.1);
        assertThat(grid.points(VP, 1, 0.1, 3)).containsExactly(1, 0.5, 0.2, 0.1);
        assertThat(grid.inner(VP, 0.5, 0.1, 2)).containsExactly(0.5, 0.2, 0.1);
        double[] inside = grid.inner(VP, 0.5, 0.2, 2);
        assertThat(VP.lambda(inside[1])).isCloseTo((VP.lambda(0.5) + VP.lambda(0.2)) / 2, within(1e-12));
    }

    @Test
    void refusesWhatIsNoGridAndSaysWhatWouldFit() {
        refused(() -> TimeGrid.explicit(1, 0.5, 0.5, 0.1), "grid point 2: t 0.5 after 0.5");
        refused(() -> TimeGrid.explicit(1, 0.5, 0.6), "grid point 2: t 0.6 after 0.5");
        refused(() -> TimeGrid.explicit(1, Double.NaN), "NaN");
        refused(() -> TimeGrid.explicit(1), "1 points");
        refused(
                () -> TimeGrid.explicit(1, 0.5, 0.1).points(VP, 1, 0.1, 7),
                "3 points, expected 8 for 7 steps; 2 steps fit");
        refused(() -> TimeGrid.explicit(1, 0.5, 0.1).points(VP, 1, 0.2, 2), "expected 1.0 to 0.2");
        refused(() -> TimeGrid.uniform().points(VP, 1.2, 0.1, 7), "t 1.2: expected 0.0 ... 1.0");
        refused(() -> TimeGrid.uniform().points(VP, 1, 1, 7), "two different times");
        refused(() -> TimeGrid.uniform().points(VP, 1, 0.1, 0), "steps 0: expected 1");
        refused(() -> TimeGrid.logSnr().points(VP, 1, 0, 7), "t 0.0 has no noise");
        refused(() -> new TimeGrid.Karras(0), "grid exponent 0.0");
        refused(() -> TimeGrid.uniform().points(VP, 1, Math.nextDown(1.0), 7), "strictly monotone");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }
}
