package org.integrand.engine.method.lie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.event.Event;
import org.integrand.engine.group.GroupMaps;
import org.integrand.engine.group.MatrixGroup;
import org.integrand.engine.matrix.MatrixExponential;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.LieProblem;
import org.integrand.engine.problem.LinearLieProblem;
import org.integrand.engine.problem.StructuredProblem;
import org.integrand.engine.solve.SolveException;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.Tolerance;
import org.integrand.testkit.Convergence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LieMethodsTest {
    private static final double[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    /// End states at t = 1 of the three reference problems.
    private static final List<double[]> ENDS = List.of(
            new double[] {
                0.469399205725809,
                0.406420316561932,
                0.783892155815887,
                0.497999049822024,
                0.611251303110384,
                -0.615116891998766,
                -0.7291511037092,
                0.679112929291996,
                0.084523944702671
            },
            new double[] {1.938292800052151, 1.759341332277676, -0.008466850337822, 0.508232770724811},
            new double[] {
                0.290296009121379,
                0.011931036266304,
                0.956862517534161,
                0.658068288349646,
                0.723466597298927,
                -0.208667703445641,
                -0.694747691580744,
                0.690256280642426,
                0.202168029314493
            });

    static List<StructuredMethod<LieProblem>> general() {
        return LieMethods.general();
    }

    static List<Magnus> linear() {
        return LieMethods.linear();
    }

    private static void hat(double a, double b, double c, double[] into) {
        Arrays.fill(into, 0);
        into[1] = -c;
        into[2] = b;
        into[3] = c;
        into[5] = -a;
        into[6] = -b;
        into[7] = a;
    }

    private static LinearLieProblem rotation() {
        return LinearLieProblem.of(
                MatrixGroup.so3(), (t, into) -> hat(Math.sin(2 * t), 1 + t * t, Math.cos(3 * t), into), 0, 1, IDENTITY);
    }

    private static LinearLieProblem unimodular(double end) {
        return LinearLieProblem.of(
                MatrixGroup.specialLinear(2),
                (t, into) -> {
                    into[0] = Math.sin(t);
                    into[1] = 1 + t;
                    into[2] = Math.cos(2 * t) - 0.3;
                    into[3] = -Math.sin(t);
                },
                0,
                end,
                new double[] {1, 0, 0, 1});
    }

    private static LieProblem nonlinear() {
        return LieProblem.of(
                MatrixGroup.so3(),
                (t, y, into) -> hat(Math.sin(2 * t) + y[1], 1 + t * y[8], 0.5 + Math.cos(3 * t) * y[3], into),
                0,
                1,
                IDENTITY);
    }

    private static <P extends StructuredProblem<P>> double[] fixed(P problem, StructuredMethod<P> method, double h) {
        return Solver.of(problem, method)
                .controller(StepSizeController.fixed(h))
                .solve()
                .requireEnd()
                .state();
    }

    private static double distance(double[] a, double[] b) {
        double largest = 0;
        for (int i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
        return largest;
    }

    private static <P extends StructuredProblem<P>> void requireOrder(
            P problem, StructuredMethod<P> method, double[] end) {
        double h0 = method.order() == 6 ? 0.2 : 0.1;
        var measured = Convergence.measure(h -> distance(fixed(problem, method, h), end), h0, h0 / 2, h0 / 4);
        assertThat(measured.order())
                .as(method.name() + ": " + measured)
                .isBetween(method.order() - 0.25, method.order() + 0.3);
    }

    @ParameterizedTest
    @MethodSource("general")
    void fixedStepsConvergeWithTheClaimedOrder(StructuredMethod<LieProblem> method) {
        requireOrder(rotation().general(), method, ENDS.get(0));
        if (method.order() < 5) requireOrder(unimodular(1).general(), method, ENDS.get(1)); // 6 there, by chance
        requireOrder(nonlinear(), method, ENDS.get(2));
    }

    @ParameterizedTest
    @MethodSource("linear")
    void magnusConvergesWithTheClaimedOrder(Magnus method) {
        requireOrder(rotation(), method, ENDS.get(0));
        requireOrder(unimodular(1), method, ENDS.get(1));
    }

    @Test
    void tableausOfHighOrderKeepItOnGroupsWithoutClosedForms() {
        var rotating = LieProblem.of(MatrixGroup.generalLinear(3), nonlinear().generator(), 0, 1, IDENTITY);
        double[] exact = Solver.of(rotating.whole(), ExplicitMethods.VERNER9)
                .tolerance(1e-15, 1e-15)
                .solve()
                .state();
        for (var method : List.of(ExplicitMethods.BS3, ExplicitMethods.VERNER7, ExplicitMethods.DOP853)) {
            double h0 = method.order() == 3 ? 0.1 : 0.5;
            var onGroup = RungeKuttaMuntheKaas.of("mine", method.tableau());
            var measured = Convergence.measure(h -> distance(fixed(rotating, onGroup, h), exact), h0, h0 / 2, h0 / 4);
            assertThat(measured.order()).as(method.name() + ": " + measured).isGreaterThan(method.order() - 0.2);
        }
    }

    @Test
    void withoutTheSecondCommutatorTheFourthOrderIsLost() {
        GroupMaps series = MatrixGroup.generalLinear(3).maps();
        var measured = Convergence.measure(
                h -> distance(
                        fixed(nonlinear(), cut((u, k, _, into) -> series.inverseTangent(u, k, 3, into)), h),
                        ENDS.get(2)),
                0.05,
                0.025,
                0.0125);
        assertThat(measured.order()).as("" + measured).isBetween(2.8, 3.2);
        var kept = Convergence.measure(
                h -> distance(
                        fixed(nonlinear(), cut((u, k, _, into) -> series.inverseTangent(u, k, 4, into)), h),
                        ENDS.get(2)),
                0.05,
                0.025,
                0.0125);
        assertThat(kept.order()).as("" + kept).isBetween(3.8, 4.2);
    }

    private static StructuredMethod<LieProblem> cut(MuntheKaas.InverseTangent inverseTangent) {
        return new StructuredMethod<>() {
            @Override
            public String name() {
                return "rkmk4 with a series";
            }

            @Override
            public int order() {
                return 4;
            }

            @Override
            public int errorOrder() {
                return 0;
            }

            @Override
            public Stepper<double[]> begin(LieProblem problem, Tolerance tolerance) {
                return LieMethods.RKMK4.begin(problem, tolerance, inverseTangent);
            }
        };
    }

    @Test
    void constantGeneratorsAreSolvedExactly() {
        double[] twist = {0, -0.3, 0.2, 1, 0.3, 0, -0.5, 2, -0.2, 0.5, 0, -1, 0, 0, 0, 0};
        double[] start = MatrixExponential.of(4, new double[] {0, 0, 1, 0, 0, 0, 0, 1, -1, 0, 0, 0, 0, 0, 0, 0});
        for (var group : List.of(MatrixGroup.se3(), MatrixGroup.generalLinear(4), MatrixGroup.specialLinear(4))) {
            var problem = LieProblem.of(group, (_, _, into) -> System.arraycopy(twist, 0, into, 0, 16), 0, 2, start);
            double[] exact = new double[16];
            double[] map =
                    MatrixExponential.of(4, Arrays.stream(twist).map(x -> 2 * x).toArray());
            for (int i = 0; i < 16; i++)
                for (int k = 0; k < 4; k++) exact[i] += map[i / 4 * 4 + k] * start[4 * k + i % 4];
            for (var method : LieMethods.general())
                assertThat(distance(fixed(problem, method, 0.5), exact))
                        .as(group + " " + method.name())
                        .isLessThan(2e-14);
        }
    }

    @Test
    void statesStayOnTheGroupOverAHundredThousandSteps() {
        var so3 = LieProblem.of(
                MatrixGroup.so3(),
                (t, y, into) -> hat(Math.sin(2 * t) + y[1], 1 + y[8], 0.5 + Math.cos(3 * t) * y[3], into),
                0,
                1000,
                IDENTITY);
        var se3 = LieProblem.of(
                MatrixGroup.se3(),
                (t, _, into) -> {
                    Arrays.fill(into, 0);
                    into[1] = -1;
                    into[4] = 1;
                    into[6] = -t / 1000;
                    into[9] = t / 1000;
                    into[3] = Math.sin(t);
                    into[11] = Math.cos(t);
                },
                0,
                1000,
                new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1});
        var sl3 = LinearLieProblem.of(
                MatrixGroup.specialLinear(3),
                (t, into) -> {
                    hat(1, 2, -0.5, into);
                    into[0] = Math.sin(3 * t);
                    into[4] = -Math.sin(3 * t);
                },
                0,
                1000,
                IDENTITY);
        requireOnGroup(so3.group(), fixed(so3, LieMethods.RKMK4, 0.01));
        requireOnGroup(so3.group(), fixed(so3, LieMethods.CF4, 0.01));
        requireOnGroup(se3.group(), fixed(se3, LieMethods.LIE_EULER, 0.01));
        double[] last = fixed(sl3, LieMethods.MAGNUS4, 0.01);
        requireOnGroup(sl3.general().group(), last);
    }

    private static void requireOnGroup(MatrixGroup group, double[] y) {
        assertThat(group.maps().residual(y)).as(group.name()).isLessThan(1e-13);
    }

    @Test
    void adaptiveStepsFollowTheTolerance() {
        for (var method : List.of(LieMethods.RKMK4, LieMethods.RKMK5)) {
            for (double tolerance : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
                var solution = Solver.of(nonlinear(), method)
                        .tolerance(tolerance, tolerance)
                        .solve()
                        .requireEnd();
                assertThat(distance(solution.state(), ENDS.get(2))).isBetween(tolerance / 100, 10 * tolerance);
            }
        }
        // four evaluations a step of rkmk4, and one at the start
        var statistics = Solver.of(nonlinear(), LieMethods.RKMK4).solve().statistics();
        assertThat(statistics.evaluations())
                .isLessThanOrEqualTo(4 * (statistics.accepted() + statistics.rejected()) + 2);
    }

    @Test
    void denseOutputIsOfOrderThreeAndOnTheGroup() {
        double[] exact = Solver.of(nonlinear(), LieMethods.RKMK5)
                .tolerance(1e-12, 1e-12)
                .controller(StepSizeController.grid(0, 0.1, 0.2, 0.3, 0.37, 0.5, 0.6, 0.8, 0.9, 1))
                .saveAt(0.37)
                .solve()
                .saved()
                .getFirst()
                .state();
        for (var method : List.of(LieMethods.CF4, LieMethods.RKMK4)) {
            double[] errors = new double[2];
            for (int i = 0; i < 2; i++) {
                // 0.37 lies at 0.7 and 0.4 of a step
                var solution = Solver.of(nonlinear(), method)
                        .controller(StepSizeController.fixed(i == 0 ? 0.1 : 0.05))
                        .dense()
                        .saveAt(0.37)
                        .solve();
                double[] state = solution.saved().getFirst().state();
                errors[i] = distance(state, exact);
                assertThat(solution.at(0.37)).containsExactly(state);
                assertThat(MatrixGroup.so3().maps().residual(state)).isLessThan(1e-15);
            }
            assertThat(errors[1]).isLessThan(errors[0] / 8).isLessThan(1e-5);
        }
    }

    @Test
    void eventsAreFoundInTheAlgebra() {
        var turning = LieProblem.of(MatrixGroup.so3(), (_, _, into) -> hat(0.3, -0.4, 1.2, into), 0, 10, IDENTITY);
        for (var method : LieMethods.general()) {
            // trace = 1 + 2 cos(angle), the angle 1.3 t: a quarter turn
            var solution = Solver.of(turning, method)
                    .controller(StepSizeController.fixed(0.5))
                    .event(Event.<double[]>of("quarter", (_, y) -> y[0] + y[4] + y[8] - 1)
                            .falling()
                            .stop())
                    .solve();
            assertThat(solution.termination().time()).isCloseTo(Math.PI / 2 / 1.3, within(1e-14));
        }
    }

    @Test
    void theGroupMovesPointsOfASphere() {
        var matrix = rotation().general();
        var point = LieProblem.of(matrix.group(), matrix.generator(), 0, 1, new double[] {0.6, 0, 0.8});
        double[] moved = fixed(point, LieMethods.CF4, 0.01);
        double[] map = fixed(matrix, LieMethods.CF4, 0.01);
        for (int i = 0; i < 3; i++)
            assertThat(moved[i]).isCloseTo(0.6 * map[3 * i] + 0.8 * map[3 * i + 2], within(1e-14));
        assertThat(Math.sqrt(moved[0] * moved[0] + moved[1] * moved[1] + moved[2] * moved[2]))
                .isCloseTo(1, within(1e-14));
    }

    @Test
    void aGeneratorThatIsNotDefinedMakesStepsShorter() {
        // y' = sqrt(1 - y) y is 1 - tanh(artanh(sqrt(1 - y0)) - t/2)^2; the first step tries y > 1
        double root = Math.sqrt(1 - Math.exp(-2));
        double end = Math.tanh(Math.log((1 + root) / (1 - root)) / 2 - 1.5);
        for (var group : List.of(MatrixGroup.generalLinear(1), MatrixGroup.generalLinear(2))) {
            int n = group.size();
            var problem = LieProblem.of(
                    group,
                    (_, y, into) -> {
                        Arrays.fill(into, 0);
                        for (int i = 0; i < n; i++) into[i * n + i] = Math.sqrt(1 - y[0]);
                    },
                    0,
                    3,
                    MatrixExponential.of(n, n == 1 ? new double[] {-2} : new double[] {-2, 0, 0, -2}));
            var solution = Solver.of(problem, LieMethods.RKMK4)
                    .controller(StepSizeController.pi().startingWith(3))
                    .solve()
                    .requireEnd();
            assertThat(solution.statistics().rejected()).isGreaterThan(0);
            assertThat(solution.state()[0]).isCloseTo(1 - end * end, within(1e-5));
        }
    }

    @Test
    void resumesBitForBit() {
        var solver = Solver.of(nonlinear(), LieMethods.RKMK4).tolerance(1e-9, 1e-9);
        double[] whole = solver.solve().state();
        var some = solver.stepLimit(9).solve().checkpoint().orElseThrow();
        assertThat(solver.stepLimit(1000).resume(some).requireEnd().state()).containsExactly(whole);
    }

    @Test
    void stepsAllocateNothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int which = 0; which < 2; which++) {
            long few = Long.MAX_VALUE;
            long more = Long.MAX_VALUE;
            // until compiled: StrictMath.sin and cos make small arrays before
            long patience = System.nanoTime() + 30_000_000_000L;
            while (more > 100 && System.nanoTime() < patience) {
                few = Math.min(few, allocated(threads, which, 0.01));
                more = Math.min(more, allocated(threads, which, 0.001) - few);
            }
            assertThat(more).as("bytes of 900 more steps").isLessThan(200);
        }
    }

    private static long allocated(ThreadMXBean threads, int which, double h) {
        long before = threads.getCurrentThreadAllocatedBytes();
        if (which == 0) fixed(nonlinear(), LieMethods.RKMK4, h);
        else fixed(unimodular(1), LieMethods.MAGNUS6, h);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> LieProblem.of(
                        MatrixGroup.so3(), (_, _, _) -> {}, 0, 1, new double[] {2, 0, 0, 0, 1, 0, 0, 0, 1}))
                .hasMessage("initial matrix is 1.5 from the group so3: expected at most 1.0E-10");
        assertThatThrownBy(() -> LieProblem.of(MatrixGroup.so3(), (_, _, _) -> {}, 0, 1, new double[4]))
                .hasMessage("initial matrix of 4 elements: expected 3 rows for the group so3");
        assertThatThrownBy(() -> MatrixGroup.specialLinear(0)).hasMessage("matrix size 0: expected at least 1");
        var wrong = LieProblem.of(
                MatrixGroup.so3(),
                (_, _, into) -> {
                    Arrays.fill(into, 0);
                    into[0] = 1;
                },
                0,
                1,
                IDENTITY);
        assertThatThrownBy(() -> Solver.of(wrong, LieMethods.RKMK4).solve())
                .isInstanceOf(SolveException.class)
                .hasMessageContaining(
                        "generator is 1.0 of its size from the algebra of so3: expected an element of it");
    }
}
