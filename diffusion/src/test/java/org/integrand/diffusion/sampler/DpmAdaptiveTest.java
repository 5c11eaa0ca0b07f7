package org.integrand.diffusion.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.integrand.diffusion.sampler.Samplers.FORMS;
import static org.integrand.diffusion.sampler.Samplers.SCHEDULES;
import static org.integrand.diffusion.sampler.Samplers.VP;
import static org.integrand.diffusion.sampler.Samplers.end;

import java.util.Arrays;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.plan.AdaptiveStepper;
import org.integrand.diffusion.plan.ErrorMeasure;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.PlanJson;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.FloatSpace;
import org.junit.jupiter.api.Test;

class DpmAdaptiveTest {
    private static DpmAdaptive solver(Prediction prediction, int order, DpmAdaptive.Control control) {
        return new DpmAdaptive(prediction, order, SolverType.DPMSOLVER, control, Compatibility.OURS, 0.05);
    }

    private static AdaptiveStepper<double[]> run(
            DpmAdaptive sampler, NoiseSchedule schedule, double from, double to, double tolerance, double[] start) {
        var run = new AdaptiveStepper<>(
                sampler.begin(schedule, from, to),
                ErrorMeasure.doubles(new ErrorMeasure.Tolerances(tolerance, tolerance), 2),
                DoubleSpace.of(start.length),
                Prediction.V,
                start,
                SamplingHooks.none());
        run.drive(Toy.mixture().on(schedule, Prediction.V));
        return run;
    }

    @Test
    void theErrorFollowsTheToleranceOnAllSchedules() {
        for (NoiseSchedule schedule : SCHEDULES) {
            double from = schedule.tMax();
            double to = end(schedule);
            double[] exact = new ReferenceFlow(schedule, Toy.mixture().on(schedule)).at(from, Toy.start(), to);
            for (Prediction prediction : FORMS)
                for (var control : DpmAdaptive.Control.values())
                    for (int order = 2; order <= 3; order++) {
                        var sampler = solver(prediction, order, control);
                        for (double tolerance : new double[] {1e-2, 1e-4}) {
                            var run = run(sampler, schedule, from, to, tolerance, Toy.start());
                            assertThat(Toy.difference(run.state(), exact))
                                    .as("%s %s %s", schedule, sampler, tolerance)
                                    .isLessThan(30 * tolerance);
                            assertThat(run.taken().steps().getLast().to().t()).isEqualTo(to);
                        }
                    }
        }
    }

    @Test
    void aRepeatedAttemptKeepsTheEvaluationAtItsStart() {
        var sampler = solver(Prediction.NOISE, 2, DpmAdaptive.Control.POWER);
        var ours = run(sampler, VP, 1, 1e-3, 1e-2, Toy.start());
        assertThat(ours.rejected()).isPositive();
        assertThat(ours.evaluations()).isEqualTo(2 * ours.accepted() + ours.rejected());
    }

    @Test
    void theAcceptedStepsAreAPlanThatGivesTheSameBits() {
        for (Prediction prediction : FORMS) {
            var run = run(solver(prediction, 3, DpmAdaptive.Control.POWER), VP, 1, 1e-3, 1e-2, Toy.start());
            var taken = PlanJson.read(PlanJson.write(run.taken()));
            double[] again = new PlanExecutor<>(taken, DoubleSpace.of(8))
                    .run(Toy.mixture().on(VP, Prediction.V), Toy.start());
            assertThat(again).containsExactly(run.state());
            assertThat(taken.steps()).hasSize(run.accepted());
        }
    }

    @Test
    void aSampleByItselfDoesNotDependOnOthers() {
        var sampler = solver(Prediction.DATA, 3, DpmAdaptive.Control.POWER);
        double[] alone =
                run(sampler, VP, 1, 1e-3, 1e-2, new double[] {1.5, 0.7}).state();
        double[] together = run(sampler, VP, 1, 1e-3, 1e-2, Toy.start()).state();
        assertThat(alone).isNotEqualTo(Arrays.copyOfRange(together, 2, 4)); // coupled by the largest error
        assertThat(alone).containsExactly(Arrays.copyOfRange(together, 2, 4), within(1e-2));
    }

    @Test
    void floatsTakeTheSameSteps() {
        var sampler = solver(Prediction.DATA, 3, DpmAdaptive.Control.POWER);
        var tolerances = new ErrorMeasure.Tolerances(1e-2, 1e-2);
        var floats = new AdaptiveStepper<>(
                sampler.begin(VP, 1, 1e-3),
                ErrorMeasure.floats(tolerances, 2),
                FloatSpace.of(2),
                Prediction.DATA,
                new float[] {1.5f, 0.75f},
                SamplingHooks.none());
        floats.drive(Toy.mixture().onFloats(VP, Prediction.DATA));
        var doubles = run(sampler, VP, 1, 1e-3, 1e-2, new double[] {1.5, 0.75});
        assertThat(floats.accepted()).isEqualTo(doubles.accepted());
        for (int i = 0; i < 2; i++) assertThat((double) floats.state()[i]).isCloseTo(doubles.state()[i], within(1e-4));
    }

    @Test
    void aModelThatBreaksDownEndsTheRunWithALine() {
        DiffusionModel<double[]> broken = new DiffusionModel<>() {
            @Override
            public Prediction prediction() {
                return Prediction.DATA;
            }

            @Override
            public void evaluate(double[] x, double t, double[] into) {
                Arrays.fill(into, t < 0.5 ? Double.NaN : 0.1);
            }
        };
        var run = new AdaptiveStepper<>(
                solver(Prediction.DATA, 2, DpmAdaptive.Control.POWER).begin(VP, 1, 1e-3),
                ErrorMeasure.doubles(new ErrorMeasure.Tolerances(1e-2, 1e-2), 2),
                DoubleSpace.of(2),
                Prediction.DATA,
                new double[] {0.3, 0.1},
                SamplingHooks.none());
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> run.drive(broken))
                .withMessageContaining("the error is NaN at t 0.99");
    }

    @Test
    void badRequestsSayWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> solver(Prediction.DATA, 1, DpmAdaptive.Control.POWER))
                .withMessageContaining("order 1 of adaptive dpm-solver: expected 2 or 3");
        var sampler = solver(Prediction.DATA, 2, DpmAdaptive.Control.POWER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.begin(VP, 1e-3, 1))
                .withMessageContaining("expected an end with less noise");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.begin(VP, 1, 0))
                .withMessageContaining("but some");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.begin(org.integrand.diffusion.schedule.RectifiedFlow.UNSHIFTED, 1, 1e-3))
                .withMessageContaining("adaptive run from t 1.0, where alpha is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErrorMeasure.Tolerances(0, 0))
                .withMessageContaining("one of them > 0");
    }
}
