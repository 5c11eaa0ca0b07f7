package org.integrand.engine.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.stiff.StiffMethods;
import org.integrand.engine.solve.Solver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KrylovSystemTest {
    @Test
    void solutionsAreThoseOfTheBandedMatrix() {
        var problem = StiffProblems.brusselator1d(30);
        double[] y = problem.y0();
        double[] fy = new double[60];
        problem.field().evaluate(0, y, fy);
        var krylov =
                new Jacobian(new Jacobian.MatrixFree(1e-9, 40), Optional.empty(), Optional.empty()).system(problem);
        var banded = Jacobian.banded(2, 2).system(problem);
        krylov.update(0, y, fy);
        banded.update(0, y, fy);
        assertThat(krylov.factor(10)).isTrue();
        assertThat(banded.factor(10)).isTrue();
        double[] x = fy.clone();
        double[] expected = fy.clone();
        krylov.solve(x);
        banded.solve(expected);
        assertThat(x).containsExactly(expected, within(1e-6));
        assertThat(krylov.factor(10, 20)).isTrue();
        assertThat(banded.factor(10, 20)).isTrue();
        double[] re = fy.clone();
        double[] im = y.clone();
        double[] expectedRe = fy.clone();
        double[] expectedIm = y.clone();
        krylov.solve(re, im);
        banded.solve(expectedRe, expectedIm);
        assertThat(re).containsExactly(expectedRe, within(1e-6));
        assertThat(im).containsExactly(expectedIm, within(1e-6));
        assertThat(krylov.work()).isEqualTo(new LinearWork(1, 2, 2));
    }

    @Test
    void rosenbrockMethodsReachTheReferenceWithoutAMatrix() {
        var known = StiffProblems.brusselator1d();
        for (double tolerance : new double[] {1e-4, 1e-6}) {
            double[] y = Solver.of(known.problem(), StiffMethods.RODAS5P, Jacobian.matrixFree())
                    .tolerance(tolerance, tolerance)
                    .solve()
                    .requireEnd()
                    .state();
            assertThat(known.error(y)).isLessThan(100 * tolerance);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyStiffMethodReachesTheSolutionWithoutAMatrix(StiffMethod method) {
        var problem = StiffProblems.brusselator1d(20);
        double[] expected = Solver.of(problem, StiffMethods.RODAS5P, Jacobian.banded(2, 2))
                .tolerance(1e-9, 1e-9)
                .solve()
                .requireEnd()
                .state();
        double[] y = Solver.of(problem, method, Jacobian.matrixFree())
                .tolerance(1e-4, 1e-4)
                .solve()
                .requireEnd()
                .state();
        assertThat(y).containsExactly(expected, within(1e-2));
    }

    static List<StiffMethod> methods() {
        return StiffMethods.all();
    }

    /// what the Newton iteration corrects need not be solved
    @Test
    void aLooserResidualSparesBdfEvaluationsAndCostsNoAccuracy() {
        var known = StiffProblems.brusselator1d();
        var tight = Solver.of(known.problem(), StiffMethods.BDF, Jacobian.matrixFree())
                .solve()
                .requireEnd();
        var loose = Solver.of(known.problem(), StiffMethods.BDF, Jacobian.matrixFree(1e-2))
                .solve()
                .requireEnd();
        assertThat(loose.statistics().evaluations())
                .isLessThan(tight.statistics().evaluations() / 2);
        assertThat(known.error(loose.state())).isLessThan(1e-5);
    }

    @Test
    void oneDirectionBetweenRestartsIsNotEnoughForARotationAndSaysSo() {
        Gmres.Operator rotation = (v, into) -> {
            into[0] = -v[1];
            into[1] = v[0];
        };
        double[] b = {1, 0};
        assertThat(new Gmres(2, 1e-10, 1).solve(rotation, b)).isFalse();
        double[] c = {1, 0};
        assertThat(new Gmres(2, 1e-10, 2).solve(rotation, c)).isTrue();
        assertThat(c).containsExactly(new double[] {0, -1}, within(1e-12));
    }

    @Test
    void badNumbersAreNamed() {
        assertThatThrownBy(() -> new Jacobian.MatrixFree(0, 10))
                .hasMessage("tolerance of linear systems 0.0: expected a number between 0 and 1");
        assertThatThrownBy(() -> new Jacobian.MatrixFree(1e-6, 0))
                .hasMessage("search directions 0: expected at least 1");
    }
}
