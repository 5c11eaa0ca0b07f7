package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.integrand.diffusion.sampler.Samplers.GRIDS;
import static org.integrand.diffusion.sampler.Samplers.SCHEDULES;
import static org.integrand.diffusion.sampler.Samplers.VP;
import static org.integrand.diffusion.sampler.Samplers.end;
import static org.integrand.diffusion.sampler.Samplers.stochastic;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.noise.BrownianTree;
import org.integrand.diffusion.noise.KeyedNoise;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.PlanJson;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VarianceExploding;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.Test;

/// What must hold of samplers that draw noise.
class StochasticSamplersTest {
    @Test
    void everyOneStaysFiniteOnEveryGridFromOneTo50Steps() {
        for (NoiseSchedule schedule : SCHEDULES)
            for (Sampler sampler : stochastic())
                for (TimeGrid grid : GRIDS)
                    for (int n : new int[] {1, 2, 3, 4, 7, 13, 50}) {
                        Plan plan = sampler.compile(schedule, grid, n, schedule.tMax(), end(schedule));
                        double[] x = new PlanExecutor<>(plan, DoubleSpace.of(8))
                                .with(new KeyedNoise(5, 0, 2).doubles())
                                .run(Toy.mixture().on(schedule), Toy.start());
                        assertThat(DoubleSpace.of(8).norm(x))
                                .as("%s %s %s %d", schedule, sampler, grid, n)
                                .isFinite();
                    }
    }

    @Test
    void resultsDoNotDependOnTheBatchOrItsOrder() {
        double[] batch = new java.util.Random(3).doubles(2 * 7, -2, 2).toArray();
        for (Sampler sampler : stochastic()) {
            Plan plan = sampler.compile(VP, TimeGrid.karras(), 6, 1, 1e-3);
            assertThat(plan.stochastic()).as("%s", sampler).isTrue();
            double[] keyed = new PlanExecutor<>(plan, DoubleSpace.of(14))
                    .with(new KeyedNoise(11, 0, 2).doubles())
                    .run(Toy.mixture().on(VP), batch);
            double[] onPath = new PlanExecutor<>(plan, DoubleSpace.of(14))
                    .with(new BrownianTree(11, 0, 2))
                    .run(Toy.mixture().on(VP), batch);
            for (int i = 6; i >= 0; i--) {
                double[] start = Arrays.copyOfRange(batch, 2 * i, 2 * i + 2);
                var alone = new PlanExecutor<>(plan, DoubleSpace.of(2));
                assertThat(alone.with(new KeyedNoise(11, i, 2).doubles())
                                .run(Toy.mixture().on(VP), start))
                        .containsExactly(Arrays.copyOfRange(keyed, 2 * i, 2 * i + 2));
                assertThat(alone.with(new BrownianTree(11, i, 2))
                                .run(Toy.mixture().on(VP), start))
                        .containsExactly(Arrays.copyOfRange(onPath, 2 * i, 2 * i + 2));
            }
        }
    }

    @Test
    void otherSeedsGiveOtherSamples() {
        for (Sampler sampler : stochastic()) {
            Plan plan = sampler.compile(VP, TimeGrid.karras(), 6, 1, 1e-3);
            var executor = new PlanExecutor<>(plan, DoubleSpace.of(2));
            double[] one = executor.with(new KeyedNoise(1, 0, 2).doubles())
                    .run(Toy.mixture().on(VP), new double[] {0.3, -1.2});
            double[] two = executor.with(new KeyedNoise(2, 0, 2).doubles())
                    .run(Toy.mixture().on(VP), new double[] {0.3, -1.2});
            assertThat(one).as("%s", sampler).isNotEqualTo(two);
        }
    }

    @Test
    void floatsAgreeWithDoublesTo1eMinus5() {
        float[] start = {0.25f, -1.25f, 1.5f, 0.75f};
        double[] same = {0.25, -1.25, 1.5, 0.75};
        for (Sampler sampler : stochastic()) {
            Plan plan = sampler.compile(VP, TimeGrid.logSnr(), 20, 1, 1e-3);
            float[] x = new PlanExecutor<>(plan, FloatSpace.of(4))
                    .with(new KeyedNoise(5, 0, 2).floats())
                    .run(Toy.mixture().onFloats(VP, plan.prediction()), start);
            double[] exact = new PlanExecutor<>(plan, DoubleSpace.of(4))
                    .with(new KeyedNoise(5, 0, 2).doubles())
                    .run(Toy.mixture().on(VP, plan.prediction()), same);
            for (int i = 0; i < 4; i++)
                assertThat((double) x[i]).as("%s", sampler).isCloseTo(exact[i], within(1e-5));
        }
    }

    @Test
    void aPlanThatDrawsNoiseRefusesToRunWithoutASourceOfIt() {
        Plan plan = stochastic().getFirst().compile(VP, TimeGrid.karras(), 6, 1, 1e-3);
        assertThatIllegalStateException()
                .isThrownBy(() -> new PlanExecutor<>(plan, DoubleSpace.of(8))
                        .run(Toy.mixture().on(VP), Toy.start()))
                .withMessageContaining("draws noise");
        assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
        assertThat(plan.toString()).contains("z  = noise(slot 0");
    }

    @Test
    void withoutNoiseTheyAreTheirDeterministicCounterparts() {
        assertSame(
                new DpmSolverSde(
                        Prediction.DATA, 3, SolverType.TAYLOR, 0, 1, Lowering.NEVER, false, Compatibility.OURS),
                DpmSolver.plusPlus(Method.MULTISTEP, 3).with(SolverType.TAYLOR).with(Lowering.NEVER));
        assertSame(OneFormula.euler().with(new Stochasticity.Ancestral(0, 1)), new Ddim(Prediction.NOISE, false));
        assertSame(OneFormula.heun().with(new Stochasticity.Churn(0, 0, 1e300, 1)), OneFormula.heun());
    }

    private static void assertSame(Sampler one, Sampler other) {
        for (TimeGrid grid : GRIDS) {
            double[] a = new PlanExecutor<>(one.compile(VP, grid, 12, 1, 1e-3), DoubleSpace.of(8))
                    .run(Toy.mixture().on(VP), Toy.start());
            double[] b = new PlanExecutor<>(other.compile(VP, grid, 12, 1, 1e-3), DoubleSpace.of(8))
                    .run(Toy.mixture().on(VP), Toy.start());
            assertThat(a).containsExactly(b, within(1e-12));
        }
    }

    /// DDIM(eta) in the notation of its paper, eq. 12 and 16, step by step on one Gaussian.
    @Test
    void ancestralEulerIsDdimWithEtaOfThePaper() {
        double eta = 0.7;
        double std = 0.625;
        double[] t = TimeGrid.quadratic().points(VP, 1, 1e-3, 9);
        double[] z = new double[1];
        double x = 1.3;
        var noise = new KeyedNoise(3, 0, 1).doubles();
        for (int i = 0; i < 9; i++) {
            NoiseLevel s = VP.at(t[i]);
            NoiseLevel u = VP.at(t[i + 1]);
            double a = s.alpha() * s.alpha();
            double b = u.alpha() * u.alpha();
            double deviation = eta * Math.sqrt((1 - b) / (1 - a)) * Math.sqrt(1 - a / b);
            double eps = s.sigma() * x / (a * std * std + s.sigma() * s.sigma());
            double data = (x - s.sigma() * eps) / s.alpha();
            noise.fill(i, 0, s, u, z);
            x = Math.sqrt(b) * data + Math.sqrt(1 - b - deviation * deviation) * eps + deviation * z[0];
        }
        Plan plan = OneFormula.euler()
                .with(new Stochasticity.Ancestral(eta, 1))
                .compile(VP, TimeGrid.quadratic(), 9, 1, 1e-3);
        double[] actual = new PlanExecutor<>(plan, DoubleSpace.of(1))
                .with(noise)
                .run(GaussianMixture.gaussian(List.of(0.0), std).on(VP), new double[] {1.3});
        assertThat(actual[0]).isCloseTo(x, within(1e-12));
    }

    /// The variance of the samples on a Gaussian follows from the plan's coefficients alone, without
    /// sampling: x is linear in its start and in each draw. Orders of its error: 1 for one evaluation, 2
    /// for two.
    @Test
    void theVarianceOnAGaussianConvergesWithOrderOneAndTwo() {
        for (double eta : new double[] {0, 1}) {
            assertThat(varianceOrder(1, eta)).as("order 1, eta %s", eta).isBetween(0.9, 1.1);
            assertThat(varianceOrder(2, eta)).as("order 2, eta %s", eta).isBetween(1.85, 2.2);
        }
    }

    private static double varianceOrder(int order, double eta) {
        double coarse = varianceError(order, eta, 160);
        double fine = varianceError(order, eta, 320);
        return Math.log(Math.abs(coarse / fine)) / Math.log(2);
    }

    private static double varianceError(int order, double eta, int steps) {
        double std = 0.6;
        var schedule = new VarianceExploding(100);
        var sampler = new DpmSolverSde(
                Prediction.DATA, order, SolverType.DPMSOLVER, eta, 1, Lowering.NEVER, false, Compatibility.OURS);
        Plan plan = sampler.compile(schedule, TimeGrid.karras(), steps, 15, 0.05);
        var model = GaussianMixture.gaussian(List.of(0.0), std).on(schedule);
        double start = response(plan, model, 1, -1);
        double variance = start * start * (std * std + 15 * 15);
        if (eta > 0)
            for (int i = 0; i < steps; i++) {
                double draw = response(plan, model, 0, i);
                variance += draw * draw;
            }
        return variance - (std * std + 0.05 * 0.05);
    }

    /// The result for a start and a draw of 1 in one step, 0 in all others.
    private static double response(
            Plan plan, org.integrand.diffusion.model.DiffusionModel<double[]> model, double start, int drawn) {
        return new PlanExecutor<>(plan, DoubleSpace.of(1))
                .with((step, _, _, _, into) -> into[0] = step == drawn ? 1 : 0)
                .run(model, new double[] {start})[0];
    }

    /// On a Brownian path the samples of finer and finer grids have a limit; with independent noise they
    /// have none.
    @Test
    void onABrownianPathFinerGridsFollowTheSamePath() {
        var sampler = new DpmSolverSde(
                Prediction.DATA, 2, SolverType.DPMSOLVER, 1, 1, Lowering.NEVER, false, Compatibility.OURS);
        int count = 50;
        double[] start = new double[2 * count];
        new KeyedNoise(9, 0, 2).doubles().fill(0, 0, VP.at(1), VP.at(1), start);
        double[] last = {};
        double before = Double.NaN;
        for (int n : new int[] {50, 200, 800}) {
            Plan plan = sampler.compile(VP, TimeGrid.logSnr(), n, 1, 1e-2);
            double[] x = new PlanExecutor<>(plan, DoubleSpace.of(start.length))
                    .with(new BrownianTree(4, 0, 2))
                    .run(Toy.mixture().on(VP), start);
            if (last.length > 0) {
                double change = 0;
                for (int i = 0; i < x.length; i++) change += Math.abs(x[i] - last[i]) / x.length;
                if (!Double.isNaN(before)) assertThat(change).isLessThan(0.6 * before);
                before = change;
            }
            last = x;
        }
        assertThat(before).isLessThan(0.05);
    }

    @Test
    void theIncrementsOfATreeAreNormalAndAddUp() {
        int count = 20_000;
        var tree = new BrownianTree(7, 0, 1);
        NoiseLevel a = VP.at(0.9);
        NoiseLevel b = VP.at(0.5);
        NoiseLevel c = VP.at(0.2);
        double[] ab = new double[count];
        double[] bc = new double[count];
        double[] ac = new double[count];
        tree.fill(0, 0, a, b, ab);
        tree.fill(1, 0, b, c, bc);
        tree.fill(2, 0, a, c, ac);
        double h1 = b.halfLogSnr() - a.halfLogSnr();
        double h2 = c.halfLogSnr() - b.halfLogSnr();
        double product = 0;
        double square = 0;
        for (int i = 0; i < count; i++) {
            double sum = Math.sqrt(h1) * ab[i] + Math.sqrt(h2) * bc[i];
            assertThat(Math.sqrt(h1 + h2) * ac[i]).isCloseTo(sum, within(1e-12));
            product += ab[i] * bc[i] / count;
            square += ab[i] * ab[i] / count;
        }
        assertThat(product).isCloseTo(0, within(4 / Math.sqrt(count)));
        assertThat(square).isCloseTo(1, within(4 * Math.sqrt(2.0 / count)));
    }
}
