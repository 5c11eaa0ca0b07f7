package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.noise.KeyedNoise;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.DiscreteVp;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The numbers of docs/release-defects.md: what the releases of other projects compute, and how far it is
/// from what it is meant to be. Numbers that [MixtureConvergenceTest] asserts are not repeated here.
class ReleaseDefectsTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final DiscreteVp TABLE = DiscreteVp.linear(1e-4, 0.02, 1000);

    private static double largest(double[] x, double[] y) {
        double worst = 0;
        for (int i = 0; i < x.length; i++) worst = Math.max(worst, Math.abs(x[i] - y[i]));
        return worst;
    }

    private static double[] run(Plan plan) {
        return new PlanExecutor<>(plan, DoubleSpace.of(8)).run(Toy.mixture().on(VP), Toy.start());
    }

    private static DpmSolver third(Lowering lowering, Compatibility whose) {
        return new DpmSolver(Prediction.DATA, Method.MULTISTEP, 3, SolverType.DPMSOLVER, lowering, false, false, whose);
    }

    private static double error(Sampler sampler, int steps) {
        double[] exact = new ReferenceFlow(VP, Toy.mixture().on(VP)).at(1, Toy.start(), 1e-3);
        return largest(run(sampler.compile(VP, TimeGrid.logSnr(), steps, 1, 1e-3)), exact);
    }

    /// Half the weight of the second difference costs an order, and yet wins at 15 and 20 steps.
    @Test
    void theReleasedThirdOrderLosesInManyStepsAndNotInFew() {
        assertThat(error(third(Lowering.NEVER, Compatibility.RELEASE), 80)).isCloseTo(2.1e-4, within(1e-5));
        assertThat(error(third(Lowering.NEVER, Compatibility.OURS), 80)).isCloseTo(5.8e-5, within(1e-6));
        assertThat(error(third(Lowering.NEVER, Compatibility.RELEASE), 15)).isCloseTo(7.3e-3, within(1e-4));
        assertThat(error(third(Lowering.NEVER, Compatibility.OURS), 15)).isCloseTo(9.5e-3, within(1e-4));
    }

    @Test
    void loweringTheLastOrdersHelpsAtSixStepsAndHurtsAtTen() {
        assertThat(error(third(Lowering.NEVER, Compatibility.OURS), 6)).isCloseTo(0.37, within(0.005));
        assertThat(error(third(Lowering.ALWAYS, Compatibility.OURS), 6)).isCloseTo(0.13, within(0.005));
        assertThat(error(third(Lowering.NEVER, Compatibility.OURS), 10)).isCloseTo(0.029, within(0.0005));
        assertThat(error(third(Lowering.ALWAYS, Compatibility.OURS), 10)).isCloseTo(0.15, within(0.005));
    }

    /// The coefficients of the DEIS release are a left Riemann sum of 10,000 terms.
    @Test
    void theReleasedDeisCoefficientsAreOffByUpToFourThousandths() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (JsonNode c : Golden.read(ReleaseDefectsTest.class, "golden/deis_coefficients.json")
                .get("cases")) {
            double[] released = flat(c.get("eps_coef_released_10000pt_left_riemann"));
            double difference = largest(released, flat(c.get("eps_coef_exact_gauss")));
            least = Math.min(least, difference);
            most = Math.max(most, difference);
        }
        assertThat(least).isBetween(1e-4, 3e-4);
        assertThat(most).isBetween(3e-3, 5e-3);
    }

    @Test
    void theReleasedDeisSamplesAreOffByUpToSeventeenThousandths() {
        double most = 0;
        for (JsonNode c :
                Golden.read(ReleaseDefectsTest.class, "golden/deis.json").get("cases"))
            if (c.has("x_exact_coeff"))
                most = Math.max(most, largest(Toy.flat(c.get("x")), Toy.flat(c.get("x_exact_coeff"))));
        assertThat(most).isCloseTo(0.017, within(0.001));
    }

    private static double[] flat(JsonNode matrix) {
        return Arrays.stream(Golden.matrix(matrix))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /// diff-sampler's `ipndm_v` of order 3 has one factor inside a bracket that belongs outside: with h0 the
    /// step and h1, h2 the ones before it, the second difference's weight is (1 - h0 / (3 (h0 + h1)) f) / 2
    /// in place of (1 - h0 / (3 (h0 + h1))) f / 2, f = h0 (h0 + h1) / (h1 (h1 + h2)).
    @Test
    void theReleasedVariableStepAdamsIsWrongOffUniformGridsAndABracketRepairsIt() {
        JsonNode golden = Golden.read(ReleaseDefectsTest.class, "golden/diffsampler_edm.json");
        int compared = 0;
        double worst = 0;
        for (JsonNode c : golden.get("cases")) {
            if (!c.get("sampler").asString().equals("ipndm_v")
                    || c.get("max_order").intValue() != 3
                    || c.get("afs").booleanValue()) continue;
            double[] times = times(golden, c);
            double[] released = variableAdams(golden, times, true);
            assertThat(Toy.difference(released, Toy.flat(c.get("x"))))
                    .as("%s", c)
                    .isLessThan(1e-10);
            Plan exact = new Deis(Interpolation.RHO, 2)
                    .compile(
                            new VarianceExploding(100),
                            TimeGrid.explicit(times),
                            times.length - 1,
                            times[0],
                            times[times.length - 1]);
            double[] meant = new PlanExecutor<>(exact, DoubleSpace.of(8))
                    .run(Toy.mixture().on(new VarianceExploding(100)), start(golden));
            assertThat(Toy.difference(variableAdams(golden, times, false), meant))
                    .isLessThan(1e-10);
            worst = Math.max(worst, largest(released, meant));
            compared++;
        }
        assertThat(compared).isEqualTo(8);
        assertThat(worst).isCloseTo(0.16, within(0.005));
    }

    private static double[] times(JsonNode golden, JsonNode c) {
        for (JsonNode grid : golden.get("grids"))
            if (List.of("num_steps", "schedule_type", "schedule_rho").stream()
                    .allMatch(key -> grid.get(key).equals(c.get(key)))) return Golden.numbers(grid.get("t"));
        throw new AssertionError(c);
    }

    private static double[] start(JsonNode golden) {
        double scale = golden.get("sigma_max").doubleValue();
        return Arrays.stream(Toy.flat(golden.get("x_unit"))).map(x -> x * scale).toArray();
    }

    private static double[] variableAdams(JsonNode golden, double[] t, boolean released) {
        var model = Toy.mixture().on(new VarianceExploding(100));
        double[] x = start(golden);
        List<double[]> d = new ArrayList<>();
        for (int i = 0; i < t.length - 1; i++) {
            double[] now = new double[x.length];
            model.evaluate(x, t[i], now);
            d.addFirst(now);
            double h0 = t[i + 1] - t[i];
            double h1 = i < 1 ? Double.NaN : t[i] - t[i - 1];
            double h2 = i < 2 ? Double.NaN : t[i - 1] - t[i - 2];
            double f = h0 * (h0 + h1) / (h1 * (h1 + h2));
            double third = h0 / (3 * (h0 + h1));
            double second = i < 2 ? 0 : (released ? 1 - third * f : (1 - third) * f) / 2;
            double first = i < 1 ? 0 : h0 / h1 / 2;
            for (int k = 0; k < x.length; k++) {
                double sum = (1 + first + second) * d.get(0)[k];
                if (i >= 1) sum -= (first + (i < 2 ? 0 : second * (1 + h1 / h2))) * d.get(1)[k];
                if (i >= 2) sum += second * h1 / h2 * d.get(2)[k];
                x[k] += h0 * sum;
            }
        }
        return x;
    }

    /// The third-order SDE-DPM-Solver++ of diffusers weights the second difference by alpha ((1 - e^-2h - 2h)
    /// / (2h)^2 - 1/2), where 1/2 has to be added: with the right sign the loop is our plan as released.
    @Test
    void theSignInTheThirdOrderSdeSolverOfDiffusersMakesItOfOrderOne() {
        double[] difference = new double[3];
        int[] steps = {20, 80, 320};
        for (int i = 0; i < steps.length; i++) {
            Plan plan = new DpmSolverSde(
                            Prediction.DATA, 3, SolverType.TAYLOR, 1, 1, Lowering.NEVER, false, Compatibility.RELEASE)
                    .compile(VP, TimeGrid.logSnr(), steps[i], 1, 1e-3);
            double[] ours = new PlanExecutor<>(plan, DoubleSpace.of(8))
                    .with(new KeyedNoise(1, 0, 2).doubles())
                    .run(Toy.mixture().on(VP), Toy.start());
            assertThat(largest(thirdOrderSde(steps[i], 1), ours)).isLessThan(1e-10);
            difference[i] = largest(thirdOrderSde(steps[i], -1), ours);
        }
        assertThat(difference[0]).isCloseTo(0.12, within(0.01));
        assertThat(difference[1]).isCloseTo(0.025, within(0.001));
        assertThat(difference[2]).isCloseTo(0.0053, within(0.0001));
    }

    private static double[] thirdOrderSde(int steps, int sign) {
        var model = Toy.mixture().on(VP, Prediction.DATA);
        double[] t = TimeGrid.logSnr().points(VP, 1, 1e-3, steps);
        double[] x = Toy.start();
        double[] z = new double[x.length];
        List<double[]> data = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            NoiseLevel s = VP.at(t[i]);
            NoiseLevel u = VP.at(t[i + 1]);
            double h = u.halfLogSnr() - s.halfLogSnr();
            double[] now = new double[x.length];
            model.evaluate(x, t[i], now);
            data.addFirst(now);
            new KeyedNoise(1, 0, 2).doubles().fill(i, 0, s, u, z);
            double gain1 = -u.alpha() * Math.expm1(-2 * h);
            double gain2 = u.alpha() * (Math.expm1(-2 * h) / (2 * h) + 1);
            double gain3 = u.alpha() * ((-Math.expm1(-2 * h) - 2 * h) / (4 * h * h) + sign * 0.5);
            double r0 = i < 1 ? 1 : (s.halfLogSnr() - VP.at(t[i - 1]).halfLogSnr()) / h;
            double r1 =
                    i < 2 ? 1 : (VP.at(t[i - 1]).halfLogSnr() - VP.at(t[i - 2]).halfLogSnr()) / h;
            for (int k = 0; k < x.length; k++) {
                double d = i < 1 ? 0 : (now[k] - data.get(1)[k]) / r0;
                double e = i < 2 ? d : (data.get(1)[k] - data.get(2)[k]) / r1;
                double d1 = i < 2 ? d : d + r0 / (r0 + r1) * (d - e);
                double d2 = (d - e) / (r0 + r1);
                x[k] = u.sigma() / s.sigma() * Math.exp(-h) * x[k]
                        + gain1 * now[k]
                        + gain2 * d1
                        + gain3 * d2
                        + u.sigma() * Math.sqrt(-Math.expm1(-2 * h)) * z[k];
            }
        }
        return x;
    }

    /// DDIM and PNDM of diffusers step from level n to n - 1000 / steps, whatever the next timestep is; with
    /// linspace spacing the model is then told a noise level that the sample does not have. The last step
    /// ends at zero noise in both. On this model the mistake is even lucky.
    @Test
    void theStrideOfDiffusersLeavesTheSampleAtAnotherLevelThanTheModelIsTold() {
        assertThat(timestep(1, 10)).isEqualTo(888);
        assertThat(timestep(0, 10) - 1000 / 10).isEqualTo(899);
        assertThat(largest(ddim(10, true), clean())).isCloseTo(0.142, within(0.001));
        assertThat(largest(ddim(10, false), clean())).isCloseTo(0.231, within(0.001));
        assertThat(largest(ddim(100, true), clean())).isCloseTo(0.0201, within(0.0001));
        assertThat(largest(ddim(100, false), clean())).isCloseTo(0.0259, within(0.0001));
    }

    private static double[] clean() {
        double[] x = new ReferenceFlow(TABLE, Toy.mixture().on(TABLE)).at(1, Toy.start(), 1e-3);
        double[] data = new double[x.length];
        Toy.mixture().on(TABLE, Prediction.DATA).evaluate(x, 1e-3, data);
        return data;
    }

    private static double[] ddim(int steps, boolean released) {
        DiffusionModel<double[]> model = Toy.mixture().on(TABLE);
        double[] x = Toy.start();
        double[] eps = new double[x.length];
        for (int i = 0; i < steps; i++) {
            int n = timestep(i, steps);
            int next = released ? n - 1000 / steps : i == steps - 1 ? -1 : timestep(i + 1, steps);
            NoiseLevel s = TABLE.at(TABLE.timeOfIndex(n));
            NoiseLevel u = next < 0 ? NoiseLevel.CLEAN : TABLE.at(TABLE.timeOfIndex(next));
            model.evaluate(x, s.t(), eps);
            for (int k = 0; k < x.length; k++)
                x[k] = u.alpha() / s.alpha() * x[k] + u.alpha() * (u.rho() - s.rho()) * eps[k];
        }
        return x;
    }

    private static int timestep(int i, int steps) {
        return (int) Math.rint(999 - 999.0 * i / (steps - 1));
    }

    /// Continuing the table's first segment below 1 / N gives alpha > 1: the DPM-Solver release does, and
    /// samples NaN; we refuse the time.
    @Test
    void belowTheFirstLevelTheReleaseHasNoNoiseLevel() {
        assertThat(TABLE.alpha(1e-4)).isGreaterThan(1);
        assertThat(TABLE.sigma(1e-4)).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ddim().compile(TABLE, TimeGrid.logSnr(), 10, 1, 1e-4))
                .withMessageContaining("t 1.0E-4: expected 0.001 ... 1.0");
    }

    /// Single precision, as diffusers multiplies 1 - beta up.
    @Test
    void aProductInSinglePrecisionMovesNoiseLevelsByAlmostOneTenThousandth() {
        float product = 1;
        double most = 0;
        for (int n = 0; n < 1000; n++) {
            float beta = (float) (1e-4 + n * (0.02 - 1e-4) / 999);
            product *= 1 - beta;
            double sigma = Math.sqrt((1 - product) / product);
            most = Math.max(most, Math.abs(sigma / TABLE.rho(TABLE.timeOfIndex(n)) - 1));
        }
        assertThat(most).isCloseTo(8.3e-5, within(1e-6));
    }

    /// lambda is infinite there: stages at a fraction of an infinite step are nowhere. k-diffusion, diffusers
    /// and we fall back to order 1; diffusers' single-step plan once did not and gave black pictures.
    @Test
    void ordersAboveOneToZeroNoiseAreNotNumbers() {
        var last = new ExponentialStep(VP.at(0.01), NoiseLevel.CLEAN, Prediction.DATA);
        assertThat(last.gain(1)).isEqualTo(1);
        assertThat(last.gain(2)).isNaN();
        Plan plan = OneFormula.dpm2(0.5).withDenoiseToZero(true).compile(VP, TimeGrid.logSnr(), 4, 1, 1e-3);
        assertThat(run(plan)).doesNotContain(Double.NaN);
    }

    /// The DPM-Solver release tells the network (t - 1 / N) 1000, whatever N is: with N = 200 labels up to 995.
    @Test
    void theLabelOfATableWithTwoHundredLevelsIsNotOneOfAThousand() {
        var table = DiscreteVp.squaredCosine(200);
        assertThat((1 - 1 / 200.0) * 1000).isEqualTo(995);
        assertThat(DiscreteVp.linear(1e-4, 0.02, 200).index(1)).isEqualTo(199);
        assertThat(table.index(table.tMin())).isCloseTo(0, within(1e-12));
    }
}
