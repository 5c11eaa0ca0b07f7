package org.integrand.engine.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.method.stiff.StiffMethods;
import org.integrand.engine.solve.Solver;
import org.junit.jupiter.api.Test;

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
