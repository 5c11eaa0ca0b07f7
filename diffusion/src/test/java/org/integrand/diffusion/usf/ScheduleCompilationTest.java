package org.integrand.diffusion.usf;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.integrand.diffusion.sampler.Interpolation;
import org.integrand.diffusion.schedule.VpLinear;
import org.junit.jupiter.api.Test;

/// A search compiles thousands of schedules and compares as many keys.
class ScheduleCompilationTest {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /// A schedule of five evaluations with a guess, three orders, both forms, correctors.
    private static SolverSchedule mixed(Interpolation variable, double shift) {
        return new SolverSchedule(
                1,
                List.of(
                        Decision.multistep(0.8 + shift, Form.NOISE, 1).with(Corrector.Kind.PSEUDO),
                        Decision.multistep(0.6, Form.DATA, 2)
                                .with(variable)
                                .with(Relaxation.LINEAR, 0.01)
                                .with(Corrector.Kind.PSEUDO),
                        Decision.multistep(0.4, Form.NOISE, 3).with(variable),
                        Decision.multistep(0.2, Form.DATA, 3).with(variable).with(Corrector.Kind.PSEUDO),
                        Decision.multistep(0.05, Form.NOISE, 2).with(variable),
                        Decision.multistep(1e-3, Form.DATA, 2).with(variable)),
                FirstValue.UNIT,
                false);
    }

    @Test
    void fiveEvaluationsCompileInLessThanAFifthOfAMillisecond() {
        for (Interpolation variable : Interpolation.values())
            assertThat(best(
                            0.2,
                            i -> ScheduleCompiler.compile(mixed(variable, 1e-6 * i), VpLinear.DEFAULT)
                                    .steps()
                                    .size()))
                    .as("milliseconds, %s", variable)
                    .isLessThan(0.2);
    }

    @Test
    void keysAreWrittenInLessThanATwentiethOfAMillisecond() {
        assertThat(best(0.05, i -> mixed(Interpolation.LAMBDA, 1e-6 * i).key().length()))
                .as("milliseconds")
                .isLessThan(0.05);
    }

    /// Processor time of one: the mean of a hundred in a row, again until it is below a limit, at most a hundred
    /// times.
    private static double best(double limit, IntUnaryOperator work) {
        double best = Double.POSITIVE_INFINITY;
        int sum = 0;
        for (int round = 0; round < 100 && !(best < limit); round++) {
            long began = CLOCK.getCurrentThreadCpuTime();
            for (int i = 0; i < 100; i++) sum += work.applyAsInt(i);
            best = Math.min(best, (CLOCK.getCurrentThreadCpuTime() - began) * 1e-8);
        }
        assertThat(sum).isPositive();
        return best;
    }
}
