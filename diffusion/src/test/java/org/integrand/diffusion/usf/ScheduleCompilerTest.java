package org.integrand.diffusion.usf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.schedule.RectifiedFlow;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class ScheduleCompilerTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final DiffusionModel<double[]> MODEL = Toy.mixture().on(VP);
    private static final double[] MEAN = {-0.3, 0.2};

    private static EmpiricalStatistics statistics() {
        int n = 100;
        double first = VP.lambda(1);
        double last = VP.lambda(1e-3);
        double[][] l = new double[n + 1][2];
        double[][] s = new double[n + 1][2];
        double[][] b = new double[n + 1][2];
        for (int i = 0; i <= n; i++)
            for (int c = 0; c < 2; c++) {
                double lambda = first + (last - first) * i / n;
                l[i][c] = 1 / (1 + Math.exp(-lambda * (1 + 0.3 * c)));
                s[i][c] = -0.4 * (1 - l[i][c]) + 0.1 * c;
                b[i][c] = 0.05 * Math.sin(lambda + c);
            }
        return EmpiricalStatistics.of(first, last, l, s, b);
    }

    @Test
    void randomSchedulesDoWhatTheirDefinitionReads() {
        var statistics = statistics();
        var facts = ModelFacts.NONE.with(PerComponent.of(MEAN)).with(statistics);
        for (boolean withStatistics : new boolean[] {false, true}) {
            var schedules = new RandomSchedules(new Random(5), withStatistics);
            for (int i = 0; i < (withStatistics ? 30 : 300); i++) {
                SolverSchedule schedule = schedules.next();
                Plan plan = ScheduleCompiler.compile(schedule, VP, facts, "random");
                var plain = new PlainReading(VP, MODEL, MEAN, Optional.of(statistics));
                double[] start = Arrays.copyOfRange(Toy.start(), 2 * (i % 4), 2 * (i % 4) + 2);
                double[] expected = plain.run(schedule, start);
                double[] actual = new PlanExecutor<>(plan, DoubleSpace.of(2)).run(MODEL, start);
                double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
                if (!(size < 1e3)) continue; // unstable ones amplify rounding
                assertThat(Toy.difference(actual, expected)).as(schedule.key()).isLessThan(1e-8 * Math.max(1, size));
                assertThat(plan.evaluations())
                        .as(schedule.key())
                        .isEqualTo(plain.evaluations)
                        .isEqualTo(schedule.evaluations());
                assertThat(ScheduleFile.read(schedule.key()).schedule()).isEqualTo(schedule);
            }
        }
    }

    @Test
    void aSecondFormOfAValueIsMadeInPlaceWhenOnlyThatIsRead() {
        var schedule = new SolverSchedule(
                1, List.of(Decision.multistep(0.5, Form.NOISE, 1), Decision.multistep(0.1, Form.DATA, 1)));
        Plan plan = ScheduleCompiler.compile(schedule, VP);
        assertThat(plan.prediction()).isEqualTo(Prediction.NOISE);
        assertThat(plan.registers()).containsExactly(Register.X, Register.evaluation(0));
        assertThat(plan.instructions()).hasSize(5);
    }

    /// The value at 0.5 is read as noise and as data: two registers, and one sum more.
    @Test
    void aSecondFormIsKeptBesideTheFirstWhenBothAreRead() {
        var schedule = new SolverSchedule(
                1,
                List.of(
                        Decision.multistep(0.5, Form.NOISE, 1),
                        Decision.multistep(0.3, Form.NOISE, 1),
                        Decision.multistep(0.1, Form.DATA, 2)));
        Plan plan = ScheduleCompiler.compile(schedule, VP);
        assertThat(plan.registers()).hasSize(3);
        assertThat(plan.instructions()).hasSize(8);
    }

    @Test
    void stagesOfASingleStepLieBesideTheSampleAndItEndsWithTheStep() {
        var stage = Decision.multistep(0.5, Form.DATA, 1);
        var end = new Decision(
                0.2,
                Form.DATA,
                org.integrand.diffusion.sampler.Interpolation.LAMBDA,
                -2,
                List.of(Derivative.of(List.of(-1))),
                Corrector.NONE);
        Plan plan = ScheduleCompiler.compile(new SolverSchedule(1, List.of(stage, end)), VP);
        assertThat(plan.steps()).hasSize(1);
        assertThat(plan.states()).containsExactly(Register.X);
        assertThat(plan.registers()).contains(Register.U);
    }

    /// sigma eps = x and D = 0: an order 1 step in either form is x_t = sigma_t / sigma_s x_s.
    @Test
    void allFormsOfAGuessAreOfOneEps() {
        for (Form form : List.of(Form.NOISE, Form.DATA)) {
            var schedule = new SolverSchedule(1, List.of(Decision.multistep(0.5, form, 1)), FirstValue.ZERO, false);
            double[] x = run(ScheduleCompiler.compile(schedule, VP));
            double[] expected = Arrays.stream(Toy.start())
                    .map(v -> v * VP.sigma(0.5) / VP.sigma(1))
                    .toArray();
            assertThat(Toy.difference(x, expected)).isLessThan(1e-12);
        }
        for (FirstValue first : List.of(FirstValue.UNIT, FirstValue.MEAN)) {
            var facts = ModelFacts.NONE.with(PerComponent.of(MEAN));
            double[][] x = new double[2][];
            for (int i = 0; i < 2; i++)
                x[i] = run(ScheduleCompiler.compile(
                        new SolverSchedule(
                                1, List.of(Decision.multistep(0.5, i == 0 ? Form.NOISE : Form.DATA, 1)), first, false),
                        VP,
                        facts,
                        "guess"));
            assertThat(Toy.difference(x[0], x[1])).isLessThan(1e-12);
        }
    }

    @Test
    void whatTheModelOrTheScheduleDoesNotHaveIsRefused() {
        var one = new SolverSchedule(1, List.of(Decision.multistep(0.5, Form.NOISE, 1)));
        assertThatThrownBy(() -> ScheduleCompiler.compile(one.with(FirstValue.MEAN), VP))
                .hasMessage("afs average_x0: expected the mean of the data, it is not known for this model");
        assertThatThrownBy(() -> ScheduleCompiler.compile(one.with(0, Decision.multistep(0.5, Form.EMPIRICAL, 1)), VP))
                .hasMessage("step 1, dpmsolver_v3_prediction: expected statistics of the model, they are not known");
        assertThatThrownBy(() -> ScheduleCompiler.compile(
                        new SolverSchedule(80, List.of(Decision.multistep(0.5, Form.NOISE, 1))), VP))
                .hasMessageContaining("t 80.0: expected 0.0 ... 1.0");
        assertThatThrownBy(() -> ScheduleCompiler.compile(one, RectifiedFlow.UNSHIFTED))
                .hasMessage(
                        "timesteps[0] 1.0, where alpha is 0: expected data_prediction in all steps, or a later start");
        var toNothing = new SolverSchedule(
                1, List.of(Decision.multistep(0.5, Form.DATA, 1), Decision.multistep(0, Form.DATA, 2)));
        assertThatThrownBy(() -> ScheduleCompiler.compile(toNothing, VP))
                .hasMessage("step from t 0.5 to t 0.0, where it ends without noise: expected order 1, not 2");
        var fromNothing = new SolverSchedule(
                1, List.of(Decision.multistep(0.5, Form.DATA, 1), Decision.multistep(0.1, Form.DATA, 2)));
        assertThatThrownBy(() -> ScheduleCompiler.compile(fromNothing, RectifiedFlow.UNSHIFTED))
                .hasMessageContaining("point at t 1.0, where alpha is 0: expected no derivative from it");
    }

    private static double[] run(Plan plan) {
        return new PlanExecutor<>(plan, DoubleSpace.of(8)).run(MODEL, Toy.start());
    }
}
