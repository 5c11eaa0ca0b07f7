package org.integrand.diffusion.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.correction.Clipping;
import org.integrand.diffusion.correction.DifferentiableCorrection;
import org.integrand.diffusion.correction.DynamicThresholding;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DifferentiableGuidance;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction;
import org.integrand.diffusion.plan.Instruction.Affine;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.OneFormula;
import org.integrand.diffusion.sampler.Stochasticity;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.Test;

class SampleGradientTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final DoubleSpace SPACE = DoubleSpace.of(8);
    private static final SampleLoss<double[]> LOSS = SampleLoss.squaredDistance(0.3, -0.4);

    private static Plan plan(int steps) {
        return DpmSolver.plusPlus(Method.MULTISTEP, 3).compile(VP, TimeGrid.logSnr(), steps, 1, 1e-3);
    }

    @Test
    void throughGuidanceAllDerivativesAreThoseOfDifferences() {
        Plan plan = plan(12);
        double[] at = {2.5, 0.7, 0.5, -0.6, 0.4}; // scale, the class's mean, first mean of the mixture
        var found = SampleGradient.of(plan, SPACE, guided(at)).gradient(Toy.start(), LOSS);
        double[] expected = Differences.gradient(at, p -> {
            double[] sample = new PlanExecutor<>(plan, SPACE).run(guided(p), Toy.start());
            return LOSS.of(sample, new double[8]);
        });
        double[] actual = {
            found.of("scale")[0],
            found.of("conditional.means")[0],
            found.of("conditional.means")[1],
            found.of("unconditional.means")[0],
            found.of("unconditional.means")[1]
        };
        assertThat(Differences.between(actual, expected)).isLessThan(1e-8);
        double[] byStart = Differences.gradient(Toy.start(), x -> {
            double[] sample = new PlanExecutor<>(plan, SPACE).run(guided(at), x);
            return LOSS.of(sample, new double[8]);
        });
        assertThat(Differences.between(found.start(), byStart)).isLessThan(1e-8);
    }

    private static DifferentiableGuidance<double[]> guided(double[] p) {
        var whole = GaussianMixture.isotropic(
                new double[] {0.5, 0.3, 0.2},
                new double[][] {{p[3], p[4]}, {0.7, 0.5}, {0.1, -0.8}},
                new double[] {0.25, 0.2, 0.3});
        return new DifferentiableGuidance<>(
                GaussianMixture.gaussian(List.of(p[1], p[2]), 0.2).parametricOn(VP, Prediction.DATA),
                whole.parametricOn(VP, Prediction.DATA),
                SPACE,
                p[0]);
    }

    @Test
    void correctionsAreDifferentiatedAndSayHowMuchTheyCut() {
        Plan plan = plan(9);
        for (DifferentiableCorrection<double[]> correction : List.of(
                new Clipping(0.55).doubles(),
                new DynamicThresholding(0.6, 0.3, 0.9, 2).doubles(),
                new DynamicThresholding(0.4, 0.1, 5, 8).doubles())) {
            var task = SampleGradient.of(plan, SPACE, Toy.mixture().on(VP)).with(correction);
            var found = task.gradient(Toy.start(), LOSS);
            double[] expected = Differences.gradient(Toy.start(), x -> {
                double[] sample = new PlanExecutor<>(plan, SPACE)
                        .with(correction)
                        .run(Toy.mixture().on(VP), x);
                return LOSS.of(sample, new double[8]);
            });
            assertThat(Differences.between(found.start(), expected)).isLessThan(1e-8);
            assertThat(found.warnings())
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("beyond the limit of the correction: nothing of the gradient comes back through them");
            assertThat(found.cost().evaluations()).isEqualTo(2L * plan.evaluations());
            assertThat(task.with(GradientMode.checkpointed(3))
                            .gradient(Toy.start(), LOSS)
                            .start())
                    .isEqualTo(found.start());
        }
        var wide = SampleGradient.of(plan, SPACE, Toy.mixture().on(VP))
                .with(new Clipping(50).doubles())
                .gradient(Toy.start(), LOSS);
        assertThat(wide.warnings()).isEmpty();
    }

    @Test
    void factorsOfComponentsAndASecondSampleAreDifferentiated() {
        var x1 = Register.state(1);
        var m = Register.evaluation(0);
        var half = VP.at(0.5);
        List<Instruction> first = List.of(
                new Evaluate(m, Register.X, VP.at(0.9)),
                new Affine(
                        x1,
                        List.of(
                                new Affine.Part(Register.X, PerComponent.of(0.5, 0.7)),
                                new Affine.Part(m, PerComponent.of(-0.2, 0.3)),
                                new Affine.Part(x1, PerComponent.of(0.9))),
                        PerComponent.of(0.1, -0.1)));
        List<Instruction> second = List.of(
                new Evaluate(m, x1, half),
                new Combine(Register.X, List.of(Register.X.times(0.8), m.times(-0.4), x1.times(0.3))),
                new Evaluate(m, Register.X, VP.at(0.4))); // nobody reads it
        var plan = new Plan(
                "pair",
                Prediction.NOISE,
                List.of(Register.X, x1),
                List.of(new Step(VP.at(0.9), half, first), new Step(half, VP.at(0.3), second)));
        var model = Toy.mixture().parametricOn(VP, Prediction.V);
        double[] other = new Random(1).doubles(8, -1, 1).toArray();
        var task = SampleGradient.of(plan, SPACE, model);
        var found = task.gradient(List.of(Toy.start(), other), LOSS);
        double[] byStart = Differences.gradient(Toy.start(), x -> value(plan, x, other));
        double[] byOther = Differences.gradient(other, x -> value(plan, Toy.start(), x));
        assertThat(Differences.between(found.start(), byStart)).isLessThan(1e-9);
        assertThat(Differences.between(found.initial().getLast(), byOther)).isLessThan(1e-9);
        assertThat(found.cost().vjps()).isEqualTo(2);
        assertThat(found.cost().evaluations()).isEqualTo(3);
        var some = task.with(GradientMode.checkpointed(1)).gradient(List.of(Toy.start(), other), LOSS);
        assertThat(some.start()).isEqualTo(found.start());
        assertThat(some.initial().getLast()).isEqualTo(found.initial().getLast());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.gradient(Toy.start(), LOSS))
                .withMessageContaining("begins with [x, x1]: expected a state for each, found 1");
    }

    private static double value(Plan plan, double[] x, double[] other) {
        double[] sample = new PlanExecutor<>(plan, SPACE)
                .runAll(Toy.mixture().on(VP, Prediction.V), List.of(x, other))
                .getFirst();
        return LOSS.of(sample, new double[8]);
    }

    @Test
    void whatTheSampleDoesNotDependOnHasGradientZero() {
        var x1 = Register.state(1);
        var plan = new Plan(
                "one of two",
                Prediction.NOISE,
                List.of(Register.X, x1),
                List.of(new Step(
                        VP.at(0.9), VP.at(0.3), List.of(new Combine(Register.X, List.of(Register.X.times(0.5)))))));
        var found = SampleGradient.of(plan, SPACE, Toy.mixture().on(VP))
                .gradient(List.of(Toy.start(), Toy.start()), (_, gradient) -> {
                    java.util.Arrays.fill(gradient, 1);
                    return 3;
                });
        assertThat(found.loss()).isEqualTo(3);
        assertThat(found.start()).containsOnly(0.5);
        assertThat(found.initial().getLast()).containsOnly(0);
    }

    @Test
    void whatIsOverwrittenBeforeItIsReadHasGradientZero() {
        var x1 = Register.state(1);
        var step = List.<Instruction>of(
                new Combine(x1, List.of(Register.X.times(2))), new Combine(Register.X, List.of(x1.times(3))));
        var plan = new Plan(
                "overwritten",
                Prediction.NOISE,
                List.of(Register.X, x1),
                List.of(new Step(VP.at(0.9), VP.at(0.3), step)));
        var found = SampleGradient.of(plan, SPACE, Toy.mixture().on(VP))
                .gradient(List.of(Toy.start(), Toy.start()), (_, gradient) -> {
                    java.util.Arrays.fill(gradient, 1);
                    return 0;
                });
        assertThat(found.start()).containsOnly(6);
        assertThat(found.initial().getLast()).containsOnly(0);
    }

    @Test
    void floatsAgreeWithDoublesTo1eMinus5() {
        Plan plan = plan(20);
        float[] start = new float[8];
        double[] same = new double[8];
        for (int i = 0; i < 8; i++) {
            start[i] = (float) Toy.start()[i];
            same[i] = start[i];
        }
        var exact = SampleGradient.of(plan, SPACE, Toy.mixture().parametricOn(VP, Prediction.NOISE))
                .gradient(same, LOSS);
        var task = SampleGradient.of(plan, FloatSpace.of(8), Toy.mixture().parametricOnFloats(VP, Prediction.NOISE));
        var found = task.gradient(start, SampleLoss.squaredDistance(0.3f, -0.4f));
        assertThat(found.loss()).isCloseTo(exact.loss(), within(1e-5));
        for (int i = 0; i < 8; i++) assertThat((double) found.start()[i]).isCloseTo(exact.start()[i], within(1e-5));
        assertThat(Differences.between(found.of("means"), exact.of("means"))).isLessThan(1e-4);
        assertThat(task.with(GradientMode.checkpointed(4))
                        .gradient(start, SampleLoss.squaredDistance(0.3f, -0.4f))
                        .start())
                .isEqualTo(found.start());
    }

    @Test
    void checkpointsKeepNoMoreThanTheirSlotsAndAskAsSeldomAsPossible() {
        Plan ddim = new Ddim().compile(VP, TimeGrid.logSnr(), 100, 1, 1e-3);
        var task = SampleGradient.of(ddim, SPACE, Toy.mixture().on(VP));
        assertThat(task.gradient(Toy.start(), LOSS).cost()).isEqualTo(new LossGradient.Cost(100, 100, 100, 0, 0));
        // C(5 + 4, 5) = 126 >= 100: r = 4 sweeps; r N - C(6 + 3, 6) = 316 steps made, 99 of them the first time
        assertThat(task.with(GradientMode.checkpointed(5))
                        .gradient(Toy.start(), LOSS)
                        .cost())
                .isEqualTo(new LossGradient.Cost(100 + 217, 100, 5 + 1, 0, 217));
        assertThat(task.with(GradientMode.checkpointed(1))
                        .gradient(Toy.start(), LOSS)
                        .cost())
                .isEqualTo(new LossGradient.Cost(100 + 99 * 100 / 2 - 99, 100, 2, 0, 99 * 100 / 2 - 99));
        // a step of the multistep method keeps the state and two evaluations
        assertThat(SampleGradient.of(plan(100), SPACE, Toy.mixture().on(VP))
                        .with(GradientMode.checkpointed(7))
                        .gradient(Toy.start(), LOSS)
                        .cost()
                        .storedStates())
                .isEqualTo(7 * 3 + 1);
    }

    @Test
    void measuredMemoryGrowsWithTheTapeAndNotWithCheckpoints() {
        bytes(GradientMode.tape(), 10, 10); // classes are loaded
        long tape = growth(GradientMode.tape());
        long few = growth(GradientMode.checkpointed(8));
        assertThat(tape).isBetween(890 * 16_000L, 950 * 16_000L);
        assertThat(few).isLessThan(50 * 16_000L);
    }

    /// Bytes allocated by a gradient of 1,000 steps more than by one of 100, states of 16,000 bytes, without what is
    /// the same for states of 80 bytes: instructions laid out.
    private static long growth(GradientMode mode) {
        return bytes(mode, 2000, 1000) - bytes(mode, 2000, 100) - (bytes(mode, 10, 1000) - bytes(mode, 10, 100));
    }

    private static long bytes(GradientMode mode, int dimension, int steps) {
        Plan plan = new Ddim().compile(VP, TimeGrid.logSnr(), steps, 1, 1e-3);
        var model = GaussianMixture.gaussian(List.of(0.5), 0.5).on(VP);
        double[] start = new Random(3).doubles(dimension, -1, 1).toArray();
        var task = SampleGradient.of(plan, DoubleSpace.of(dimension), model).with(mode);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        task.gradient(start, SampleLoss.squaredDistance(0.1));
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void badInputIsRefusedInOneLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientMode.checkpointed(0))
                .withMessage("slots 0: expected at least 1");
        var task = SampleGradient.of(plan(5), SPACE, Toy.mixture().on(VP));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.gradient(Toy.start(), SampleLoss.squaredDistance(1.0, 2.0, 3.0)))
                .withMessage("target of 3 numbers: expected as many as a sample, or as the batch, which has 8");
        assertThatThrownBy(() -> task.gradient(Toy.start(), (_, _) -> Double.NaN))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("loss is NaN: expected a finite number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.gradient(Toy.start(), LOSS).of("means"))
                .withMessage("gradient of 'means': expected one of []");
        double[] bad = Toy.start();
        bad[3] = Double.NaN;
        for (var mode : List.of(GradientMode.tape(), GradientMode.checkpointed(2)))
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> task.with(mode).gradient(bad, LOSS))
                    .withMessageContaining("its norm is NaN, expected finite numbers");
        Plan random =
                OneFormula.euler().with(new Stochasticity.Ancestral(1, 1)).compile(VP, TimeGrid.logSnr(), 5, 1, 1e-3);
        assertThatThrownBy(() ->
                        SampleGradient.of(random, SPACE, Toy.mixture().on(VP)).gradient(Toy.start(), LOSS))
                .hasMessageContaining("expected a run with a source of noise");
    }
}
