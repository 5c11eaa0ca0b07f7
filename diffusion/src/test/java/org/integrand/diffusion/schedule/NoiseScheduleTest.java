package org.integrand.diffusion.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.assertj.core.data.Offset;
import org.integrand.testkit.Golden;
import org.integrand.testkit.Properties;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NoiseScheduleTest {
    private static final List<NoiseSchedule> ALL = List.of(
            VpLinear.DEFAULT,
            new VpLinear(0.01, 20),
            new VpLinear(3, 3),
            VpCosine.NORMALISED,
            VpCosine.DEIS,
            DiscreteVp.linear(1e-4, 0.02, 1000),
            DiscreteVp.scaledLinear(0.00085, 0.012, 1000),
            DiscreteVp.squaredCosine(1000),
            DiscreteVp.of(0.1, 0.2, 0.05, 0.3),
            DiscreteVp.of(NoiseTable.linear(1e-4, 0.02, 1000), Interpolation.ALPHA_BAR, Clip.NONE),
            DiscreteVp.of(NoiseTable.scaledLinear(0.00085, 0.012, 500), Interpolation.LOG_SIGMA, Clip.NONE),
            DiscreteVp.of(NoiseTable.squaredCosine(1000), Interpolation.SIGMA, Clip.limit(-5.1)),
            DiscreteVp.of(NoiseTable.linear(1e-4, 0.02, 1000).withTinyTerminalSnr(), Interpolation.SIGMA, Clip.NONE),
            DiscreteVp.of(
                    NoiseTable.linear(1e-4, 0.02, 1000).withZeroTerminalSnr(), Interpolation.LOG_SIGMA, Clip.NONE),
            new VarianceExploding(80),
            new RectifiedFlow(3));

    @Test
    void agreesWithTheReleaseInside() {
        JsonNode golden = Golden.read(NoiseScheduleTest.class, "golden/schedules.json");
        int compared = 0;
        for (JsonNode c : golden.get("cases")) {
            NoiseSchedule schedule = c.get("schedule").asString().equals("discrete")
                    ? DiscreteVp.linear(1e-4, 0.02, 1000)
                    : VpLinear.DEFAULT;
            if (c.has("lambda_in")) {
                close(schedule.time(c.get("lambda_in").doubleValue()), c.get("t_of_lambda"));
            } else if (c.get("sigma").isNull()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> schedule.at(c.get("t").doubleValue()))
                        .withMessageContaining("t 1.0E-4: expected 0.001 ... 1.0");
                close(schedule.logAlpha(c.get("t").doubleValue()), c.get("log_alpha"));
            } else {
                NoiseLevel level = schedule.at(c.get("t").doubleValue());
                close(schedule.logAlpha(level.t()), c.get("log_alpha"));
                close(level.alpha(), c.get("alpha"));
                close(level.sigma(), c.get("sigma"));
                close(level.halfLogSnr(), c.get("lambda"));
                close(schedule.time(level.halfLogSnr()), c.get("inverse_lambda"));
            }
            compared++;
        }
        assertThat(compared).isEqualTo(36);
    }

    private static void close(double actual, JsonNode expected) {
        double value = Golden.number(expected);
        assertThat(actual).isCloseTo(value, within(1e-11 * Math.max(Math.abs(value), 1e-3)));
    }

    @Test
    void timeInvertsLambda() {
        Properties.check("time(lambda(t)) = t", 500, gen -> {
            NoiseSchedule schedule = ALL.get(gen.random().nextInt(ALL.size()));
            double t = schedule.tMin()
                    + (schedule.tMax() - schedule.tMin()) * gen.random().nextDouble(1e-4, 1);
            assertThat(schedule.time(schedule.lambda(t)))
                    .as("%s", schedule)
                    .isCloseTo(t, within(3e-13 * schedule.tMax()));
        });
    }

    @Test
    void smallTimesKeepTheirDigits() {
        for (NoiseSchedule schedule : List.of(VpLinear.DEFAULT, VpCosine.NORMALISED)) {
            for (double t = 1e-6; t < 1; t *= 3)
                assertThat(schedule.time(schedule.lambda(t)) / t)
                        .as("%s at %s", schedule, t)
                        .isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void variancePreservingSchedulesPreserveTheVarianceAndLoseSignal() {
        for (NoiseSchedule schedule : ALL) {
            double last = Double.POSITIVE_INFINITY;
            for (int i = 0; i <= 200; i++) {
                NoiseLevel at = schedule.at(
                        Math.min(schedule.tMax(), schedule.tMin() + (schedule.tMax() - schedule.tMin()) * i / 200));
                if (!(schedule instanceof VarianceExploding || schedule instanceof RectifiedFlow))
                    assertThat(at.alpha() * at.alpha() + at.sigma() * at.sigma())
                            .isCloseTo(1, within(4e-15));
                assertThat(Math.exp(schedule.logAlpha(at.t()))).isCloseTo(at.alpha(), within(1e-15));
                if (i > 0) assertThat(at.halfLogSnr()).isLessThan(last);
                last = i == 0 ? Double.POSITIVE_INFINITY : at.halfLogSnr();
            }
        }
    }

    /// 1 - alpha^2 by its Taylor series in y = 2 ln alpha in forty digits, where a double difference would have
    /// lost ten.
    @Test
    void sigmaDoesNotCancelNearZeroNoise() {
        double t = 1e-9;
        BigDecimal y = new BigDecimal(t)
                .multiply(new BigDecimal(t)
                        .multiply(new BigDecimal("19.9").divide(BigDecimal.valueOf(2), MathContext.DECIMAL128))
                        .add(new BigDecimal("0.1")));
        BigDecimal variance = y.subtract(y.pow(2).divide(BigDecimal.valueOf(2), MathContext.DECIMAL128))
                .add(y.pow(3).divide(BigDecimal.valueOf(6), MathContext.DECIMAL128));
        assertThat(VpLinear.DEFAULT.sigma(t))
                .isCloseTo(variance.sqrt(MathContext.DECIMAL128).doubleValue(), Offset.offset(1e-20));
        double theta = Math.PI / 2 * 0.008 / 1.008;
        double slope = Math.PI * Math.tan(theta) / 1.008; // d(1 - alpha^2)/dt at 0
        assertThat(VpCosine.NORMALISED.sigma(t) / Math.sqrt(slope * t)).isCloseTo(1, within(1e-7));
    }

    @Test
    void knotsOfTheDiscreteScheduleAreTheTable() {
        DiscreteVp schedule = DiscreteVp.of(0.1, 0.2, 0.05, 0.3);
        assertThat(schedule.at(0.25).alpha()).isCloseTo(Math.sqrt(0.9), within(1e-15));
        assertThat(schedule.at(0.5).alpha()).isCloseTo(Math.sqrt(0.9 * 0.8), within(1e-15));
        assertThat(schedule.at(1).alpha()).isCloseTo(Math.sqrt(0.9 * 0.8 * 0.95 * 0.7), within(1e-15));
        assertThat(schedule.logAlpha(0.625))
                .isCloseTo((schedule.logAlpha(0.5) + schedule.logAlpha(0.75)) / 2, within(1e-15));
    }

    @Test
    void theCosineTableLosesItsLastKnotsAndIsStretched() {
        DiscreteVp schedule = DiscreteVp.squaredCosine(1000);
        assertThat(schedule.levels()).isLessThan(1000);
        assertThat(schedule.lambda(1)).isBetween(-5.1, -4.6);
        assertThat(schedule.tMin()).isEqualTo(1.0 / schedule.levels());
        assertThat(DiscreteVp.linear(1e-4, 0.02, 1000).levels()).isEqualTo(1000);
        // alpha_bar of the table before clipping is f(t) / f(0), the normalised cosine
        double knot = 500.0 / 1000;
        assertThat(schedule.alpha(500.0 / schedule.levels())).isCloseTo(VpCosine.NORMALISED.alpha(knot), within(1e-13));
    }

    @Test
    void refusesTimesOutsideAndTablesThatAreNone() {
        for (NoiseSchedule schedule : ALL) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> schedule.at(schedule.tMax() * 1.001))
                    .withMessageContaining("expected " + schedule.tMin() + " ... " + schedule.tMax());
            assertThatIllegalArgumentException().isThrownBy(() -> schedule.at(-1e-9));
            assertThatIllegalArgumentException().isThrownBy(() -> schedule.at(Double.NaN));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscreteVp.of(0.1, 1.0, 0.2))
                .withMessageContaining("beta[1] 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscreteVp.of(0.1))
                .withMessageContaining("1 of them");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscreteVp.linear(0.02, 1e-4, 1000))
                .withMessageContaining("0.02 ... 1.0E-4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscreteVp.of(0.999999, 0.5))
                .withMessageContaining("0 of 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VpLinear(20, 0.1))
                .withMessageContaining("beta0 20.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new VpCosine(VpCosine.Flavour.DEIS, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new VarianceExploding(Double.NaN));
    }
}
