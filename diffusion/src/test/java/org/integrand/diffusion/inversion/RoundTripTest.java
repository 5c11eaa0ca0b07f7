package org.integrand.diffusion.inversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.integrand.engine.space.Space;
import org.junit.jupiter.api.Test;

/// Noise to data and back: max |error| / max |z| of 256 samples, and how it grows. Rounding errors meet
/// directions in which the flow itself amplifies, so the figure varies from batch to batch by up to two
/// powers of ten.
class RoundTripTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final GaussianMixture MIXTURE = GaussianMixture.isotropic(
            new double[] {0.3, 0.5, 0.2},
            new double[][] {{1.0, 0.5}, {-1.2, 0.3}, {0.2, -1.1}},
            new double[] {0.2, Math.sqrt(0.02), 0.3});
    private static final int BATCHES = 3;

    /// A row of a table: steps, gamma, errors in single and in double precision.
    private record Row(int steps, double gamma, double single, double twice) {}

    /// Figures of another implementation. NaN is an overflow.
    private static final List<Row> TABLE = List.of(
            new Row(10, 1, 2.4e-7, 7e-16),
            new Row(10, 0.97, 4e-7, 1e-15),
            new Row(10, 0.92, 4e-7, 8e-16),
            new Row(10, 0.8, 1.2e-6, 1e-15),
            new Row(10, 0.5, 1.9e-5, 3e-14),
            new Row(20, 1, 1.6e-7, 4e-16),
            new Row(20, 0.97, 5e-7, 1e-15),
            new Row(20, 0.92, 9e-7, 2e-15),
            new Row(20, 0.8, 1e-5, 2e-14),
            new Row(20, 0.5, 2.2e-2, 6e-11),
            new Row(50, 1, 3.9e-7, 3e-15),
            new Row(50, 0.97, 2e-6, 2e-14),
            new Row(50, 0.92, 2e-5, 7e-14),
            new Row(50, 0.8, 1.6e-2, 2e-11),
            new Row(50, 0.5, Double.NaN, 0.7),
            new Row(100, 1, 3.3e-7, 5e-16),
            new Row(100, 0.97, 3e-5, 1e-14),
            new Row(100, 0.92, 7e-2, 3e-12),
            new Row(100, 0.8, 4e2, 4e-5),
            new Row(100, 0.5, Double.NaN, 5e14),
            new Row(200, 1, 4.4e-7, 7e-16),
            new Row(200, 0.97, 2e-4, 3e-12),
            new Row(200, 0.92, 4e1, 1e-8));

    private static double[] noise(int seed) {
        var random = new SplittableRandom(seed);
        double[] z = new double[512];
        for (int i = 0; i < z.length; i++) z[i] = (float) random.nextGaussian();
        return z;
    }

    private static float[] floats(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) y[i] = (float) x[i];
        return y;
    }

    private static <Y> Y back(Plan plan, Plan inverse, Space<Y> space, DiffusionModel<Y> model, Y start) {
        var end = new PlanExecutor<>(plan, space).runAll(model, List.of(start));
        return new PlanExecutor<>(inverse, space).runAll(model, end).getFirst();
    }

    private static double error(double[] back, double[] start) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < start.length; i++) {
            double difference = Math.abs(back[i] - start[i]);
            if (!(difference <= error)) error = difference;
            size = Math.max(size, Math.abs(start[i]));
        }
        return error / size;
    }

    private static double inDouble(Plan plan, Plan inverse, int seed) {
        double[] start = noise(seed);
        return error(back(plan, inverse, DoubleSpace.of(start.length), MIXTURE.on(VP), start), start);
    }

    private static double inFloat(Plan plan, Plan inverse, int seed) {
        double[] start = noise(seed);
        float[] back = back(plan, inverse, FloatSpace.of(start.length), MIXTURE.onFloats(VP), floats(start));
        double[] wide = new double[back.length];
        for (int i = 0; i < wide.length; i++) wide[i] = back[i];
        return error(wide, start);
    }

    private interface Measure {
        double of(Plan plan, Plan inverse, int seed);
    }

    /// The errors of some batches, ascending.
    private static List<Double> errors(TwoWaySampler sampler, TimeGrid grid, int steps, Measure measure) {
        Plan plan = sampler.compile(VP, grid, steps, 1, 1e-3);
        Plan inverse = PlanInverse.of(plan);
        List<Double> errors = new ArrayList<>();
        for (int seed = 0; seed < BATCHES; seed++) errors.add(measure.of(plan, inverse, seed));
        Collections.sort(errors);
        return errors;
    }

    /// The figure lies between the batches' or within a factor of them.
    private static void assertWithin(double factor, List<Double> errors, double expected, Object what) {
        assertThat(expected)
                .as("%s: %s", what, errors)
                .isBetween(errors.getFirst() / factor, errors.getLast() * factor);
    }

    @Test
    void errorsAreThoseOfTheTableAndGrowAsRoundingTimesAmplification() {
        for (Row row : TABLE) {
            Plan plan = Bidirectional.bdia(row.gamma).compile(VP, TimeGrid.uniform(), row.steps, 1, 1e-3);
            var amplification = Amplification.of(plan);
            assertThat(amplification.factor())
                    .isCloseTo(Math.pow(row.gamma, 1 - row.steps), within(1e-9 * amplification.factor()));
            var errors = errors(Bidirectional.bdia(row.gamma), TimeGrid.uniform(), row.steps, RoundTripTest::inDouble);
            assertWithin(10, errors, row.twice, row);
            assertThat(errors.get(BATCHES / 2) / amplification.error(Amplification.DOUBLE))
                    .as("%s: %s", row, errors)
                    .isBetween(0.3, 50.0);
        }
    }

    /// The table's model computes in single precision, too; this one only rounds its result.
    @Test
    void errorsInSinglePrecisionAreThoseOfTheTable() {
        for (Row row : TABLE) {
            if (Double.isNaN(row.single)) continue;
            var errors = errors(Bidirectional.bdia(row.gamma), TimeGrid.uniform(), row.steps, RoundTripTest::inFloat);
            assertWithin(row.steps == 100 && row.gamma == 0.92 ? 100 : 10, errors, row.single, row);
        }
    }

    @Test
    void theEstimateHoldsForTheOtherExactSamplersToo() {
        for (TimeGrid grid : List.of(TimeGrid.uniform(), TimeGrid.logSnr()))
            for (int steps : new int[] {10, 100})
                for (var sampler : List.of(Bidirectional.optimal(), Bidirectional.leapfrog(), new Edict())) {
                    Plan plan = sampler.compile(VP, grid, steps, 1, 1e-3);
                    var errors = errors(sampler, grid, steps, RoundTripTest::inDouble);
                    assertThat(errors.get(BATCHES / 2) / Amplification.of(plan).error(Amplification.DOUBLE))
                            .as("%s %s %s: %s", sampler, grid, steps, errors)
                            .isBetween(0.3, 100.0);
                }
    }

    @Test
    void gammaOneKeepsRoundingAtAFewUnits() {
        for (int steps : new int[] {10, 400})
            assertThat(errors(Bidirectional.bdia(1), TimeGrid.uniform(), steps, RoundTripTest::inDouble))
                    .allMatch(e -> e < 1e-14);
    }

    /// Data to a latent and back: rounding grows on the way there, so the latent is large, and shrinks
    /// again.
    @Test
    void dataComeBackFromTheirLatent() {
        assertThat(ofData(1, 50, true)).isBetween(1e-7, 6e-5);
        assertThat(ofData(1, 50, false)).isBetween(1e-16, 1e-13);
        assertThat(ofData(0.92, 100, true)).isBetween(7e-6, 7e-4);
        assertThat(ofData(0.5, 50, false)).isBetween(3e-5, 3e-3);
    }

    private static double ofData(double gamma, int steps, boolean single) {
        var sampler = Bidirectional.bdia(gamma);
        var levels = TimeGrid.uniform().levels(VP, 1, 1e-3, steps);
        Plan encode = sampler.encode(VP, levels);
        Plan decode = sampler.decode(VP, levels);
        Plan sample = Bidirectional.bdia(1).compile(VP, TimeGrid.uniform(), 100, 1, 1e-3);
        double[] data = new PlanExecutor<>(sample, DoubleSpace.of(512)).run(MIXTURE.on(VP), noise(0));
        if (!single) return error(back(encode, decode, DoubleSpace.of(512), MIXTURE.on(VP), data), data);
        float[] back = back(encode, decode, FloatSpace.of(512), MIXTURE.onFloats(VP), floats(data));
        double[] wide = new double[back.length];
        for (int i = 0; i < wide.length; i++) wide[i] = back[i];
        return error(wide, data);
    }

    @Test
    void ddimInversionIsFarOff() {
        double[] expected = {7.1e-1, 5.2e-1, 2.6e-1, 1.4e-1, 7.6e-2};
        int[] steps = {10, 20, 50, 100, 200};
        for (int i = 0; i < steps.length; i++) {
            var ddim = new DdimInversion();
            var levels = TimeGrid.uniform().levels(VP, 1, 1e-3, steps[i]);
            assertThat(inDouble(ddim.along(VP, levels), ddim.encode(VP, levels), 0))
                    .isCloseTo(expected[i], within(0.25 * expected[i]));
        }
    }

    @Test
    void amplificationIsForetoldAndWarnedOf() {
        Plan mild = Bidirectional.bdia(0.92).compile(VP, TimeGrid.uniform(), 50, 1, 1e-3);
        Plan wild = Bidirectional.bdia(0.5).compile(VP, TimeGrid.uniform(), 50, 1, 1e-3);
        assertThat(Amplification.of(mild).warning(Amplification.DOUBLE)).isEmpty();
        assertThat(Amplification.of(wild).warning(Amplification.DOUBLE))
                .hasValueSatisfying(w -> assertThat(w)
                        .startsWith("undoing amplifies rounding by 5.6e+14: expect a relative error of about 0.06;"));
        assertThat(Amplification.of(Bidirectional.bdia(0.8).compile(VP, TimeGrid.uniform(), 50, 1, 1e-3))
                        .warning(Amplification.FLOAT))
                .isPresent();
    }
}
