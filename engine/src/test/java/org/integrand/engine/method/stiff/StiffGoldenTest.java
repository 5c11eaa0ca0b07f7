package org.integrand.engine.method.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.engine.Problems;
import org.integrand.engine.Problems.Known;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.jacobian.SparsityPattern;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.solve.Solver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every stiff method on the reference problems: within a hundred tolerances. Robertson's second component is about
/// 1e-5, so its absolute tolerance is smaller.
class StiffGoldenTest {
    static List<StiffMethod> methods() {
        return StiffMethods.all();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void robertsonWithAGivenJacobian(StiffMethod method) {
        reaches(
                StiffProblems.robertson(),
                method,
                StiffProblems.robertsonJacobian().autonomous(),
                1e-4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void robertson(StiffMethod method) {
        reaches(StiffProblems.robertson(), method, Jacobian.dense(), 1e-4);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void vanDerPol(StiffMethod method) {
        reaches(StiffProblems.vanDerPol(), method, Jacobian.dense(), 1);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void hires(StiffMethod method) {
        reaches(StiffProblems.hires(), method, Jacobian.dense(), 1e-2);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void oregonator(StiffMethod method) {
        reaches(StiffProblems.oregonator(), method, Jacobian.dense(), 1);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void brusselatorWithABandedJacobian(StiffMethod method) {
        reaches(StiffProblems.brusselator1d(), method, Jacobian.banded(2, 2), 1);
    }

    @Test
    void aSparseJacobianOfBlocksTakesTheStepsOfABandedOne() {
        var known = StiffProblems.brusselator1d();
        int n = known.problem().space().dimension();
        var pattern = SparsityPattern.square(n);
        for (int i = 0; i < n; i++) {
            if (i >= 2) pattern.entry(i, i - 2).entry(i - 2, i);
            pattern.entry(i, i ^ 1);
        }
        var sparse = Solver.of(known.problem(), StiffMethods.RODAS5P, Jacobian.sparse(pattern.build()))
                .solve()
                .requireEnd();
        var banded = Solver.of(known.problem(), StiffMethods.RODAS5P, Jacobian.banded(2, 2))
                .solve()
                .requireEnd();
        assertThat(sparse.state()).containsExactly(banded.state(), within(1e-9));
        assertThat(sparse.statistics().factorizations())
                .isEqualTo(banded.statistics().factorizations());
    }

    /// The other direction of time, which stiff problems do not allow; changes on the way grow by the condition.
    @ParameterizedTest
    @MethodSource("methods")
    void rigidBodyBackwards(StiffMethod method) {
        var known = Problems.rigidBody().backwards();
        double condition = known.condition();
        for (double tolerance : new double[] {1e-4, 1e-6, 1e-8, 1e-10}) {
            var solution = Solver.of(known.problem(), method)
                    .tolerance(tolerance, tolerance)
                    .solve()
                    .requireEnd();
            assertThat(known.error(solution.state()))
                    .as("%s at %s", method.name(), tolerance)
                    .isLessThan(100 * condition * tolerance);
        }
    }

    private static void reaches(Known known, StiffMethod method, Jacobian jacobian, double absoluteToRelative) {
        for (double tolerance : new double[] {1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10}) {
            var solution = Solver.of(known.problem(), method, jacobian)
                    .tolerance(tolerance * absoluteToRelative, tolerance)
                    .solve()
                    .requireEnd();
            assertThat(known.error(solution.state()))
                    .as("%s on %s at %s", method.name(), known.name(), tolerance)
                    .isLessThan(100 * tolerance);
        }
    }
}
