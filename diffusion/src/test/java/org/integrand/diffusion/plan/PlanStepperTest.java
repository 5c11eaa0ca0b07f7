package org.integrand.diffusion.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.sampler.DpmSolver;
import org.integrand.diffusion.sampler.Method;
import org.integrand.diffusion.sampler.UniPc;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class PlanStepperTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final DoubleSpace SPACE = DoubleSpace.of(8);

    private static Plan plan(Method method, int steps) {
        return DpmSolver.plusPlus(method, 3).compile(VP, TimeGrid.logSnr(), steps, 1, 1e-3);
    }

    @Test
    void pushAndPullGiveTheSameBits() {
        for (Method method : Method.values()) {
            for (Prediction raw : List.of(Prediction.NOISE, Prediction.DATA, Prediction.V)) {
                Plan plan = plan(method, 12);
                DiffusionModel<double[]> model = Toy.mixture().on(VP, raw);
                double[] pulled = new PlanExecutor<>(plan, SPACE).run(model, Toy.start());
                var stepper = new PlanStepper<>(plan, SPACE, raw, Toy.start(), SamplingHooks.none());
                int asked = 0;
                while (!stepper.done()) {
                    double[] answer = new double[8];
                    model.evaluate(stepper.input(), stepper.pending().at().t(), answer);
                    stepper.supply(answer);
                    Arrays.fill(answer, Double.NaN); // it was copied
                    asked++;
                }
                assertThat(stepper.state()).containsExactly(pulled);
                assertThat(asked).isEqualTo(12);
            }
        }
    }

    @Test
    void aStateOfManyBlocksGetsTheBitsOfASmallOne() {
        int n = 40_003; // two whole blocks and a part
        double[] large = new double[n];
        for (int i = 0; i < n; i++) large[i] = Toy.start()[i % 8];
        for (Method method : Method.values()) {
            for (Prediction raw : Prediction.values()) {
                Plan plan = plan(method, 12);
                double[] small = new PlanExecutor<>(plan, SPACE).run(new Bent(raw), Toy.start());
                double[] end = new PlanExecutor<>(plan, DoubleSpace.of(n)).run(new Bent(raw), large);
                for (int i = 0; i < n; i++) assertThat(end[i]).isEqualTo(small[i % 8]);
            }
        }
    }

    /// A model of each component alone.
    private record Bent(Prediction prediction) implements DiffusionModel<double[]> {
        @Override
        public void evaluate(double[] x, double t, double[] into) {
            for (int i = 0; i < x.length; i++) into[i] = x[i] / (1 + x[i] * x[i] + t);
        }
    }

    @Test
    void theStartStaysAsItIs() {
        double[] start = Toy.start();
        new PlanExecutor<>(plan(Method.MULTISTEP, 5), SPACE).run(Toy.mixture().on(VP), start);
        assertThat(start).containsExactly(Toy.start());
    }

    @Test
    void aFinishedPlanAsksForNothing() {
        var stepper =
                new PlanStepper<>(plan(Method.MULTISTEP, 1), SPACE, Prediction.DATA, Toy.start(), SamplingHooks.none());
        stepper.supply(new double[8]);
        assertThat(stepper.done()).isTrue();
        assertThatIllegalStateException()
                .isThrownBy(stepper::pending)
                .withMessage("the plan is done after 1 evaluations: expected no more of them");
        assertThatIllegalStateException().isThrownBy(() -> stepper.supply(new double[8]));
    }

    @Test
    void theObserverSeesEachStepAndMayStopTheRun() {
        Plan plan = plan(Method.SINGLESTEP, 7);
        List<String> heard = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        StepObserver<double[]> observer = (step, _, _, _) -> times.add(step.to().t());
        var both = observer.and(
                StepObserver.reporting((fraction, state) -> heard.add(fraction + " " + state), () -> false));
        new PlanExecutor<>(plan, SPACE).run(Toy.mixture().on(VP), Toy.start(), both);
        assertThat(times).isEqualTo(plan.steps().stream().map(s -> s.to().t()).toList());
        assertThat(heard).hasSize(plan.steps().size()).last().isEqualTo("1.0 step 3 of 3");
        StepObserver<double[]> stop = StepObserver.reporting((_, _) -> {}, () -> true);
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(
                        () -> new PlanExecutor<>(plan, SPACE).run(Toy.mixture().on(VP), Toy.start(), stop));
    }

    /// A run without one works off the sums of neighbouring steps together.
    @Test
    void anObserverChangesNoBit() {
        Plan plan = new UniPc(3, Prediction.DATA).compile(VP, TimeGrid.logSnr(), 9, 1, 1e-3);
        var executor = new PlanExecutor<>(plan, SPACE);
        int[] heard = {0};
        double[] observed = executor.run(
                Toy.mixture().on(VP), Toy.start(), (_, number, count, _) -> heard[0] += number == count ? 1 : 0);
        assertThat(executor.run(Toy.mixture().on(VP), Toy.start())).containsExactly(observed);
        assertThat(heard[0]).isEqualTo(1);
    }

    @Test
    void aStartThatIsNotFiniteIsRefused() {
        double[] start = Toy.start();
        start[3] = Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlanExecutor<>(plan(Method.MULTISTEP, 5), SPACE)
                        .run(Toy.mixture().on(VP), start))
                .withMessageContaining("start of the plan: its norm is NaN");
    }

    @Test
    void aStepAllocatesNothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Method method : Method.values()) {
            for (Prediction raw : Prediction.values()) {
                Plan plan = plan(method, 300);
                DiffusionModel<double[]> model = Toy.mixture().on(VP, raw);
                long[] allocated = new long[2];
                StepObserver<double[]> meter = (_, number, count, _) -> {
                    if (number == 2) allocated[0] = threads.getCurrentThreadAllocatedBytes();
                    if (number == count) allocated[1] = threads.getCurrentThreadAllocatedBytes();
                };
                long least = Long.MAX_VALUE; // the JVM links call sites now and then
                for (int i = 0; i < 6; i++) {
                    new PlanExecutor<>(plan, SPACE).run(model, Toy.start(), meter);
                    least = Math.min(least, allocated[1] - allocated[0]);
                }
                assertThat(least).as("%s %s", method, raw).isZero();
            }
        }
    }

    @Test
    void fiftyStepsCompileInMilliseconds() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            long from = System.nanoTime();
            Plan plan = plan(Method.MULTISTEP, 50);
            best = Math.min(best, System.nanoTime() - from);
            assertThat(plan.evaluations()).isEqualTo(50);
        }
        assertThat(best / 1e6).isLessThan(5);
    }
}
