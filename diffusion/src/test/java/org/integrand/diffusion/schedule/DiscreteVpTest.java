package org.integrand.diffusion.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.integrand.testkit.Golden;
import org.integrand.testkit.Properties;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DiscreteVpTest {
    private static final double[] BETAS = {0.1, 0.2, 0.05, 0.3, 0.4};
    private static final NoiseTable LINEAR = NoiseTable.linear(1e-4, 0.02, 1000);

    private static DiscreteVp of(NoiseTable table, Interpolation interpolation) {
        return DiscreteVp.of(table, interpolation, Clip.NONE);
    }

    private static double linearIn(Interpolation interpolation, NoiseLevel at) {
        return switch (interpolation) {
            case LOG_ALPHA -> Math.log(at.alpha());
            case ALPHA_BAR -> at.alpha() * at.alpha();
            case LOG_SIGMA -> Math.log(at.rho());
            case SIGMA -> at.rho();
        };
    }

    @Test
    void eachInterpolationMeetsTheTableAndIsLinearInItsOwnQuantity() {
        for (Interpolation interpolation : Interpolation.values()) {
            DiscreteVp schedule = of(NoiseTable.ofBetas(BETAS), interpolation);
            double alphaBar = 1;
            for (int n = 0; n < BETAS.length; n++) {
                alphaBar *= 1 - BETAS[n];
                assertThat(schedule.alpha(schedule.timeOfIndex(n)))
                        .as("%s %d", interpolation, n)
                        .isCloseTo(Math.sqrt(alphaBar), within(1e-15));
            }
            ToDoubleFunction<Double> quantity =
                    index -> linearIn(interpolation, schedule.at(schedule.timeOfIndex(index)));
            for (double f = 0.125; f < 1; f += 0.125)
                assertThat(quantity.applyAsDouble(2 + f))
                        .as("%s", interpolation)
                        .isCloseTo(
                                (1 - f) * quantity.applyAsDouble(2.0) + f * quantity.applyAsDouble(3.0), within(1e-14));
        }
    }

    @Test
    void signalAndNoiseAgreeInEveryInterpolation() {
        Properties.check("alpha^2 + sigma^2 = 1, time(lambda(t)) = t", 400, gen -> {
            var random = gen.random();
            Interpolation interpolation = List.of(Interpolation.values()).get(random.nextInt(4));
            NoiseTable table = random.nextBoolean() ? LINEAR : NoiseTable.scaledLinear(0.00085, 0.012, 1000);
            if (random.nextBoolean()) table = table.withZeroTerminalSnr();
            DiscreteVp schedule = of(table, interpolation);
            NoiseLevel at = schedule.at(random.nextDouble(schedule.tMin(), 1));
            assertThat(at.alpha() * at.alpha() + at.sigma() * at.sigma()).isCloseTo(1, within(4e-15));
            assertThat(schedule.time(at.halfLogSnr()))
                    .as("%s %s", table, interpolation)
                    .isCloseTo(at.t(), within(3e-13));
        });
    }

    @Test
    void theSigmasBetweenStepsAreThoseOfDiffusers() {
        DiscreteVp linear = of(LINEAR, Interpolation.SIGMA);
        int compared = 0;
        for (JsonNode c : cases()) {
            String config = c.get("config").toString();
            if (!c.get("scheduler").asString().startsWith("Euler") || config.contains("use_")) continue;
            double[] labels = Golden.numbers(c.get("timesteps"));
            double[] sigmas = Golden.numbers(c.get("sigmas"));
            for (int i = 0; i < labels.length; i++) {
                assertThat(linear.rho(linear.timeOfIndex(labels[i])) / sigmas[i])
                        .isCloseTo(1, within(2e-4));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(27);
    }

    /// diffusers and k-diffusion find the label of a sigma by ln sigma.
    @Test
    void theLabelsOfSigmasAreThoseOfKDiffusion() {
        DiscreteVp schedule = of(LINEAR, Interpolation.LOG_SIGMA);
        int compared = 0;
        for (JsonNode c : cases()) {
            if (!c.get("scheduler").asString().startsWith("Euler")
                    || !c.get("config").toString().contains("use_")) continue;
            double[] labels = Golden.numbers(c.get("timesteps"));
            double[] sigmas = Golden.numbers(c.get("sigmas"));
            for (int i = 0; i < labels.length; i++) {
                double label = schedule.index(schedule.time(-Math.log(sigmas[i])));
                assertThat(label).isCloseTo(labels[i], within(0.02));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(81);
    }

    @Test
    void zeroTerminalSnrIsThatOfDiffusers() {
        DiscreteVp schedule = of(LINEAR.withTinyTerminalSnr(), Interpolation.SIGMA);
        int compared = 0;
        for (JsonNode c : cases()) {
            if (!c.get("config").has("rescale_betas_zero_snr")) continue;
            double[] labels = Golden.numbers(c.get("timesteps"));
            double[] sigmas = Golden.numbers(c.get("sigmas"));
            assertThat(sigmas[0]).isCloseTo(4096, within(0.01));
            for (int i = 0; i < labels.length; i++) {
                assertThat(schedule.rho(schedule.timeOfIndex(labels[i])) / sigmas[i])
                        .as("label %s", labels[i])
                        .isCloseTo(1, within(2e-4));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(27);
    }

    private static JsonNode cases() {
        return Golden.read(DiscreteVpTest.class, "golden/diffusers_schedules.json")
                .get("cases");
    }

    /// Algorithm 1 of Lin et al. as they write it, in betas, without its last division.
    @Test
    void zeroTerminalSnrKeepsTheFirstLevelAndLosesTheLast() {
        DiscreteVp schedule = of(NoiseTable.ofBetas(BETAS).withZeroTerminalSnr(), Interpolation.LOG_ALPHA);
        double[] root = new double[BETAS.length];
        double alphaBar = 1;
        for (int n = 0; n < BETAS.length; n++) root[n] = Math.sqrt(alphaBar *= 1 - BETAS[n]);
        double last = root[BETAS.length - 1];
        for (int n = 0; n < BETAS.length; n++)
            assertThat(schedule.alpha(schedule.timeOfIndex(n)))
                    .isCloseTo((root[n] - last) * root[0] / (root[0] - last), within(1e-15));
        assertThat(schedule.at(1)).isEqualTo(new NoiseLevel(1, 0, 1));
        assertThat(schedule.at(1).signalless()).isTrue();
        assertThat(schedule.time(Double.NEGATIVE_INFINITY)).isEqualTo(1);
        double middle = schedule.alpha(0.9);
        double before = schedule.alpha(0.8);
        assertThat(middle * middle).isCloseTo(before * before / 2, within(1e-15));
        DiscreteVp given = of(NoiseTable.ofBetas(0.1, 0.2, 1), Interpolation.SIGMA);
        assertThat(given.at(1).signalless()).isTrue();
    }

    @Test
    void aTableOfAlphaBarsIsTheTableOfItsBetas() {
        double[] alphaBars = new double[BETAS.length];
        double alphaBar = 1;
        for (int n = 0; n < BETAS.length; n++) alphaBars[n] = alphaBar *= 1 - BETAS[n];
        NoiseTable bars = NoiseTable.ofAlphaBars(alphaBars);
        NoiseTable betas = NoiseTable.ofBetas(BETAS);
        for (int n = 0; n < BETAS.length; n++) assertThat(bars.lambda(n)).isCloseTo(betas.lambda(n), within(1e-14));
        assertThat(NoiseTable.ofAlphaBars(0.9, 0.5, 0).logAlpha(2)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void clippingDropsAndStretchesOrLimits() {
        NoiseTable cosine = NoiseTable.squaredCosine(1000);
        DiscreteVp whole = DiscreteVp.of(cosine, Interpolation.LOG_ALPHA, Clip.NONE);
        DiscreteVp stretched = DiscreteVp.of(cosine, Interpolation.LOG_ALPHA, Clip.DPM_SOLVER);
        DiscreteVp limited = DiscreteVp.of(cosine, Interpolation.SIGMA, Clip.limit(-5.1));
        assertThat(whole.levels()).isEqualTo(1000);
        assertThat(stretched.tMax()).isEqualTo(1);
        assertThat(limited.levels()).isEqualTo(stretched.levels());
        assertThat(limited.at(0.5).halfLogSnr()).isCloseTo(whole.at(0.5).halfLogSnr(), within(1e-12));
        assertThat(stretched.lambda(1)).isCloseTo(limited.lambda(limited.tMax()), within(1e-12));
        int compared = 0;
        for (JsonNode c : cases()) {
            if (!c.get("config").has("lambda_min_clipped")) continue;
            assertThat(limited.index(limited.tMax()))
                    .isCloseTo(c.get("timesteps").get(0).doubleValue(), within(1e-9));
            assertThat(limited.rho(limited.tMax()) / c.get("sigmas").get(0).doubleValue())
                    .isCloseTo(1, within(2e-4));
            compared++;
        }
        assertThat(compared).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limited.at(1))
                .withMessageContaining("expected 0.001 ... 0.996");
    }

    @Test
    void knotsAreTheLambdasOfTheLevelsBetween() {
        for (DiscreteVp schedule :
                List.of(DiscreteVp.of(BETAS), of(LINEAR.withZeroTerminalSnr(), Interpolation.SIGMA))) {
            double[] times = new double[schedule.levels()];
            for (int n = 0; n < times.length; n++) times[n] = schedule.timeOfIndex(n);
            for (double[] ends : new double[][] {{1, 0.3}, {0.81, 0.59}, {0.65, 0.61}, {0.8, 0.6}, {1, 0.2}}) {
                double low = schedule.at(ends[0]).halfLogSnr();
                double high = schedule.at(ends[1]).halfLogSnr();
                double[] knots = schedule.knots(low, high);
                double[] expected = java.util.Arrays.stream(times)
                        .filter(t -> t < ends[0] - 1e-9 && t > ends[1] + 1e-9)
                        .map(schedule::lambda)
                        .sorted()
                        .toArray();
                assertThat(knots).hasSize(expected.length).isSorted().containsExactly(expected, within(1e-9));
            }
        }
        assertThat(VpLinear.DEFAULT.knots(-5, 5)).isEmpty();
    }

    @Test
    void labelsCountTheLevels() {
        DiscreteVp schedule = DiscreteVp.linear(1e-4, 0.02, 1000);
        assertThat(schedule.index(1)).isEqualTo(999);
        assertThat(schedule.index(schedule.tMin())).isCloseTo(0, within(1e-12));
        assertThat(schedule.timeOfIndex(499)).isEqualTo(0.5);
    }

    @Test
    void alphaBarsOfDeisStayWithinTheirBounds() {
        DiscreteVp schedule = of(NoiseTable.ofAlphaBars(1 - 1e-9, 0.5, 1e-9), Interpolation.ALPHA_BAR);
        assertThat(schedule.sigma(schedule.tMin())).isCloseTo(Math.sqrt(1e-7), within(1e-15));
        assertThat(schedule.alpha(1)).isCloseTo(Math.sqrt(1e-7), within(1e-15));
    }

    @Test
    void refusesTablesThatAreNone() {
        refused(() -> NoiseTable.ofAlphaBars(0.9, 0.95), "alpha_bar[1] 0.95: expected less than 0.9");
        refused(() -> NoiseTable.ofAlphaBars(0.9, 0, 0), "alpha_bar[1] 0.0");
        refused(() -> NoiseTable.ofAlphaBars(1, 0.5), "alpha_bar[0] 1.0: expected less than 1.0");
        refused(() -> NoiseTable.ofAlphaBars(0.9, Double.NaN), "alpha_bar[1] NaN");
        refused(() -> NoiseTable.ofBetas(0.1, 1.5), "beta[1] 1.5: expected 0 < beta <= 1");
        refused(() -> new Clip(Clip.Policy.LIMIT, Double.NaN), "clip at lambda NaN");
        refused(
                () -> DiscreteVp.of(LINEAR, Interpolation.SIGMA, Clip.limit(4.6)),
                "1 of 1000 noise levels have lambda >= 4.6");
    }

    private static void refused(Runnable action, String message) {
        assertThatIllegalArgumentException().isThrownBy(action::run).withMessageContaining(message);
    }
}
