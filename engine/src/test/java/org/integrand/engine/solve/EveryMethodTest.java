package org.integrand.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.integrand.engine.AnyMethod;
import org.integrand.engine.Problems;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.stiff.StiffMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Termination.Reason;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every method promises, whatever its family.
class EveryMethodTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final InitialValueProblem<double[]> PROBLEM =
            Problems.closedForm().problem();

    static List<AnyMethod> all() {
        return AnyMethod.all();
    }

    static List<AnyMethod> adaptive() {
        return AnyMethod.adaptive();
    }

    static List<StiffMethod> implicit() {
        return StiffMethods.all().stream()
                .filter(method -> !method.equals(StiffMethods.AUTO)) // which begins with an explicit one
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aStepAllocatesNothing(AnyMethod method) {
        long few = allocated(method.on(PROBLEM).controller(StepSizeController.fixed(0.01)));
        long many = allocated(method.on(PROBLEM).controller(StepSizeController.fixed(0.001)));
        assertThat(many).isCloseTo(few, within(method.name().equals("gbs") ? 8000L : 200L)); // other rows
    }

    /// The least of several solves: the first ones also load classes.
    private static long allocated(Solver<double[]> solver) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            solver.solve();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @ParameterizedTest
    @MethodSource("all")
    void aSolveGivesTheSameBitsAgain(AnyMethod method) {
        var solver = solver(method, PROBLEM);
        var once = solver.solve().requireEnd();
        for (var again : List.of(solver.solve(), solver(method, PROBLEM).solve())) {
            assertThat(again.state()).isEqualTo(once.state());
            assertThat(again.statistics().evaluations())
                    .isEqualTo(once.statistics().evaluations());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void backwardsIsTheMirrorImageOfForwards(AnyMethod method) {
        VectorField<double[]> mirrored = (t, y, into) -> {
            PROBLEM.field().evaluate(-t, y, into);
            for (int i = 0; i < into.length; i++) into[i] = -into[i];
        };
        var backwards = new InitialValueProblem<>(PROBLEM.space(), mirrored, 0, -PROBLEM.t1(), PROBLEM.y0());
        double[] there = solver(method, backwards).solve().requireEnd().state();
        double[] here = solver(method, PROBLEM).solve().state();
        if (method.implicit()) assertThat(there).containsExactly(here, within(1e-9)); // difference quotients look up
        else assertThat(there).isEqualTo(here);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFieldThatThrowsInTheMiddleNamesTimeAndStepAndLeavesTheSolutionSoFar(AnyMethod method) {
        VectorField<double[]> failing = (t, y, into) -> {
            if (t > 0.5) throw new IllegalStateException("no data");
            PROBLEM.field().evaluate(t, y, into);
        };
        var thrown = catchThrowableOfType(
                SolveException.class, () -> solver(method, with(failing)).solve());
        assertThat(thrown)
                .hasMessageMatching(
                        "step \\d+ from t = 0\\.\\d+ to \\d\\.\\d+: the field threw at t = 0\\.[5-9]\\d*: .*no data");
        assertFiniteAndBefore(0.51, thrown.solution(), method);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFieldThatIsNotFiniteFromSomeTimeOnEndsTheSolveThere(AnyMethod method) {
        VectorField<double[]> failing = (t, y, into) -> {
            PROBLEM.field().evaluate(t, y, into);
            if (t > 0.5) into[0] = Double.NaN;
        };
        var solution = solver(method, with(failing)).solve();
        assertThat(solution.termination().reason()).isIn(Reason.NON_FINITE_STATE, Reason.STEP_SIZE_UNDERFLOW);
        assertThat(solution.time()).isCloseTo(0.5, within(0.05));
        assertFiniteAndBefore(0.51, solution, method);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFieldThatIsNotFiniteAtTheStartIsRefused(AnyMethod method) {
        VectorField<double[]> infinite = (_, _, into) -> into[0] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> solver(method, with(infinite)).solve())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field of norm Infinity at t0 = 0.0: expected finite components");
    }

    /// A relative tolerance below machine precision is refused; an absolute one may be fine where the
    /// state is small.
    @ParameterizedTest
    @MethodSource("adaptive")
    void aToleranceThatNoStepCanMeetEndsTheSolveInWords(AnyMethod method) {
        var solution = method.on(PROBLEM).tolerance(1e-30, 0).stepLimit(20_000).solve();
        assertThat(solution.termination().reason()).isIn(Reason.STEP_SIZE_UNDERFLOW, Reason.STEP_LIMIT);
        assertThat(solution.time()).isLessThan(1);
    }

    @ParameterizedTest
    @MethodSource("implicit")
    void aThrowingJacobianNamesTimeAndStep(StiffMethod method) {
        var jacobian = Jacobian.dense((_, _, _) -> {
            throw new IllegalStateException("no data");
        });
        var thrown = catchThrowableOfType(
                SolveException.class, () -> Solver.of(PROBLEM, method, jacobian).solve());
        assertThat(thrown)
                .hasMessageMatching("step 1 from t = 0\\.0 to \\S+: the Jacobian threw at t = \\S+: .*no data");
        assertThat(thrown.solution().state()).isEqualTo(PROBLEM.y0());
    }

    /// Of rank 1 whatever the step: the entries are not finite.
    @ParameterizedTest
    @MethodSource("implicit")
    void aMatrixThatIsNeverRegularEndsTheSolveInWords(StiffMethod method) {
        var jacobian = Jacobian.dense((_, _, into) -> into.set(0, 1, Double.NaN));
        var solution = Solver.of(PROBLEM, method, jacobian).solve();
        assertThat(solution.termination().reason()).isIn(Reason.NON_FINITE_STATE, Reason.STEP_SIZE_UNDERFLOW);
        assertThat(solution.termination().message()).contains("at t = 0.0 after 0 steps");
        assertThat(solution.state()).isEqualTo(PROBLEM.y0());
    }

    private static Solver<double[]> solver(AnyMethod method, InitialValueProblem<double[]> problem) {
        var solver = method.on(problem).tolerance(1e-6, 1e-6);
        return AnyMethod.adaptive().stream().anyMatch(other -> other.name().equals(method.name()))
                ? solver
                : solver.controller(StepSizeController.fixed(1.0 / 128));
    }

    private static InitialValueProblem<double[]> with(VectorField<double[]> field) {
        return new InitialValueProblem<>(DoubleSpace.of(2), field, 0, 1, PROBLEM.y0());
    }

    private static void assertFiniteAndBefore(double limit, Solution<?> solution, AnyMethod method) {
        assertThat(solution.time()).isLessThanOrEqualTo(limit);
        double[] exact = Problems.closedForm(solution.time());
        assertThat((double[]) solution.state()).containsExactly(exact, within(method.order() == 1 ? 1e-2 : 1e-3));
    }
}
