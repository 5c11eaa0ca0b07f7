package org.integrand.engine.method.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.jacobian.SparsityPattern;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StiffAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static List<StiffMethod> methods() {
        return StiffMethods.all();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aStepAllocatesNothing(StiffMethod method) {
        allocatesNothing(StiffProblems.oregonator().problem(), method, Jacobian.dense());
        allocatesNothing(StiffProblems.brusselator1d(20), method, Jacobian.banded(2, 2));
    }

    @Test
    void neitherDoGivenSparseAndMatrixFreeJacobians() {
        var robertson = StiffProblems.robertson().problem();
        allocatesNothing(robertson, StiffMethods.RODAS5P, StiffProblems.robertsonJacobian());
        var problem = StiffProblems.brusselator1d(20);
        var pattern = SparsityPattern.square(40);
        for (int i = 0; i < 40; i++) {
            if (i >= 2) pattern.entry(i, i - 2).entry(i - 2, i);
            pattern.entry(i, i ^ 1);
        }
        allocatesNothing(problem, StiffMethods.RODAS5P, Jacobian.sparse(pattern.build()));
        allocatesNothing(problem, StiffMethods.RODAS5P, Jacobian.matrixFree());
    }

    private static void allocatesNothing(InitialValueProblem<double[]> problem, StiffMethod method, Jacobian jacobian) {
        var solver = Solver.of(problem, method, jacobian);
        long few = Long.MAX_VALUE;
        long many = Long.MAX_VALUE;
        for (int round = 0; round < 10 && Math.abs(many - few) > 64; round++) { // until both are compiled
            few = Math.min(few, allocated(solver.tolerance(2e-4, 2e-4)));
            long fewSteps = solver.solve().statistics().accepted();
            many = Math.min(many, allocated(solver.tolerance(2e-7, 2e-7))); // above 1e-7: AUTO has the same methods
            assertThat(solver.solve().statistics().accepted()).isGreaterThan(2 * fewSteps);
        }
        assertThat(many).as("bytes of a solve with more steps").isCloseTo(few, within(64L)); // longer numbers in words
    }

    /// The least of several solves: the first ones also load classes.
    private static long allocated(Solver<double[]> solver) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            solver.solve();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
