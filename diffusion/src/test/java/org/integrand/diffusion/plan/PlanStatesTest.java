package org.integrand.diffusion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Instruction.Affine;
import org.integrand.diffusion.plan.Instruction.Combine;
import org.integrand.diffusion.plan.Instruction.Evaluate;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.Test;

/// Plans with several samples, and sums with factors for the components.
class PlanStatesTest {
    private static final NoiseLevel S = VpLinear.DEFAULT.at(0.9);
    private static final NoiseLevel T = VpLinear.DEFAULT.at(0.5);
    private static final Register X1 = Register.state(1);
    private static final Register M0 = Register.evaluation(0);

    /// x1 = 2 x1 + 3 eps(x), x = x + x1
    private static final Plan PAIR = new Plan(
            "pair",
            Prediction.NOISE,
            List.of(Register.X, X1),
            List.of(new Step(
                    S,
                    T,
                    List.of(
                            new Evaluate(M0, Register.X, S),
                            new Combine(X1, List.of(X1.times(2), M0.times(3))),
                            new Combine(Register.X, List.of(Register.X.times(1), X1.times(1)))))));

    private record Doubling() implements DiffusionModel<double[]> {
        @Override
        public Prediction prediction() {
            return Prediction.NOISE;
        }

        @Override
        public void evaluate(double[] x, double t, double[] into) {
            for (int i = 0; i < x.length; i++) into[i] = 2 * x[i];
        }
    }

    @Test
    void aRunBeginsWithWhatIsGivenAndLeavesTheSamples() {
        var executor = new PlanExecutor<>(PAIR, DoubleSpace.of(2));
        var end = executor.runAll(new Doubling(), List.of(new double[] {1, 2}, new double[] {10, 20}));
        assertThat(PAIR.states()).containsExactly(Register.X, X1);
        assertThat(end.get(1)).containsExactly(26, 52);
        assertThat(end.get(0)).containsExactly(27, 54);
    }

    @Test
    void aStateIsExpectedForEachRegisterThatIsGiven() {
        var executor = new PlanExecutor<>(PAIR, DoubleSpace.of(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> executor.run(new Doubling(), new double[] {1}))
                .withMessage("plan 'pair' begins with [x, x1]: expected a state for each, found 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> executor.runAll(new Doubling(), List.of(new double[] {1}, new double[] {Double.NaN})))
                .withMessageStartingWith("start of the plan, x1: its norm is NaN");
    }

    @Test
    void theSampleIsGivenFirst() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Plan("p", Prediction.NOISE, List.of(X1), PAIR.steps()))
                .withMessage("plan 'p': given [x1], expected x first and none twice");
    }

    @Test
    void comesBackFromJson() {
        assertThat(PlanJson.read(PlanJson.write(PAIR))).isEqualTo(PAIR);
        var plan = each(PerComponent.of(0.1, 1 / 3.0), PerComponent.of(7));
        assertThat(PlanJson.read(PlanJson.write(plan))).isEqualTo(plan);
    }

    private static Plan each(PerComponent factor, PerComponent offset) {
        return new Plan(
                "each",
                Prediction.NOISE,
                List.of(new Step(
                        S, T, List.of(new Affine(Register.X, List.of(new Affine.Part(Register.X, factor)), offset)))));
    }

    @Test
    void componentsHaveFactorsOfTheirOwnInEverySample() {
        var plan = each(PerComponent.of(2, 3), PerComponent.of(0.5));
        var doubles = new PlanExecutor<>(plan, DoubleSpace.of(4)).run(new Doubling(), new double[] {1, 1, 10, 10});
        assertThat(doubles).containsExactly(2.5, 3.5, 20.5, 30.5);
        DiffusionModel<float[]> none = new DiffusionModel<>() {
            @Override
            public Prediction prediction() {
                return Prediction.NOISE;
            }

            @Override
            public void evaluate(float[] x, double t, float[] into) {
                throw new AssertionError("nobody asks");
            }
        };
        var floats = new PlanExecutor<>(plan, FloatSpace.of(4)).run(none, new float[] {1, 1, 10, 10});
        assertThat(floats).containsExactly(2.5f, 3.5f, 20.5f, 30.5f);
    }

    @Test
    void factorsFitTheSamples() {
        var plan = each(PerComponent.of(2, 3), PerComponent.of(0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlanExecutor<>(plan, DoubleSpace.of(3)).run(new Doubling(), new double[3]))
                .withMessageContaining("samples of 2 components: a batch of 3 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> each(PerComponent.of(2, 3), PerComponent.of(1, 2, 3)))
                .withMessageContaining("factors of 3 and of 2 components");
    }
}
