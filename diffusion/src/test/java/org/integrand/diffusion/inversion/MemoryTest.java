package org.integrand.diffusion.inversion;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.Register;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private static final VpLinear VP = VpLinear.DEFAULT;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Plan plan(int steps) {
        return Bidirectional.bdia(1).compile(VP, TimeGrid.uniform(), steps, 1, 1e-3);
    }

    private interface Work {
        void run(StepObserver<double[]> meter);
    }

    /// Bytes between the second step and the last one, the least of some runs: the JVM links call sites now
    /// and then.
    private static long bytes(Work work) {
        long[] allocated = new long[2];
        StepObserver<double[]> meter = (_, number, count, _) -> {
            if (number == 2) allocated[0] = THREADS.getCurrentThreadAllocatedBytes();
            if (number == count) allocated[1] = THREADS.getCurrentThreadAllocatedBytes();
        };
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            work.run(meter);
            least = Math.min(least, allocated[1] - allocated[0]);
        }
        return least;
    }

    @Test
    void twoStatesAndOneEvaluationAreHeldWhateverTheNumberOfSteps() {
        for (int steps : new int[] {10, 1000})
            for (Plan plan : List.of(plan(steps), PlanInverse.of(plan(steps))))
                assertThat(plan.registers()).containsExactly(Register.X, Register.state(1), Register.evaluation(0));
    }

    @Test
    void everyStepIsOneSumInPlace() {
        plan(50).steps().stream()
                .skip(1)
                .forEach(step -> assertThat(step.instructions()).hasSize(2));
        PlanInverse.of(plan(50))
                .steps()
                .forEach(step -> assertThat(step.instructions()).hasSize(2));
    }

    @Test
    void noStepAllocatesThereOrBack() {
        var space = DoubleSpace.of(8);
        var model = Toy.mixture().on(VP);
        Plan plan = plan(300);
        Plan inverse = PlanInverse.of(plan);
        var end = new PlanExecutor<>(plan, space).runAll(model, List.of(Toy.start()));
        assertThat(bytes(meter -> new PlanExecutor<>(plan, space).run(model, Toy.start(), meter)))
                .isZero();
        assertThat(bytes(meter -> new PlanExecutor<>(
                                inverse, space, SamplingHooks.<double[]>none().with(meter))
                        .runAll(model, end)))
                .isZero();
    }

    @Test
    void noExactStepAllocatesEither() {
        var model = Toy.mixture().on(VP);
        for (Arithmetic arithmetic : List.of(new Arithmetic.FixedPoint(), new Arithmetic.DoubleDouble())) {
            var run = new ReversibleRun(plan(300), 8, arithmetic);
            run.start(List.of(Toy.start()));
            assertThat(bytes(meter -> run.forward(model, meter))).isZero();
            assertThat(bytes(meter -> run.back(model, meter))).isZero();
        }
    }
}
