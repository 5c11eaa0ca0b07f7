package org.integrand.engine.jacobian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every structure against products with the matrix it was made of.
class JacobianSystemTest {
    private static final int N = 23;
    private static final int LOWER = 3;
    private static final int UPPER = 2;

    static List<Jacobian> structures() {
        JacobianFunction function = (_, y, into) -> {
            for (int i = 0; i < N; i++)
                for (int j = Math.max(0, i - LOWER); j <= Math.min(N - 1, i + UPPER); j++)
                    into.set(i, j, entry(i, j, y));
        };
        return List.of(
                Jacobian.dense(function),
                Jacobian.banded(LOWER, UPPER, function),
                Jacobian.banded(LOWER + 2, UPPER + 1, function),
                Jacobian.dense(),
                Jacobian.banded(LOWER, UPPER),
                Jacobian.banded(LOWER + 1, UPPER + 4),
                Jacobian.sparse(pattern(), function),
                Jacobian.sparse(pattern()));
    }

    @ParameterizedTest
    @MethodSource("structures")
    void productsAreThoseOfTheDerivative(Jacobian jacobian) {
        double[] y = random(1);
        double[] x = random(2);
        double[] product = new double[N];
        updated(jacobian, y).multiply(x, product);
        assertThat(product)
                .containsExactly(expected(y, x), within(jacobian.function().isPresent() ? 1e-14 : 1e-6));
    }

    /// scale 0 and a zero diagonal of J: without pivoting there would be nothing to divide by
    @ParameterizedTest
    @MethodSource("structures")
    void solutionsSolveTheSystem(Jacobian jacobian) {
        var system = updated(jacobian, random(1));
        for (double scale : new double[] {0, 1e-3, 0.7, -20, 1e6}) {
            assertThat(system.factor(scale)).isTrue();
            double[] b = random(3);
            double[] x = b.clone();
            system.solve(x);
            double[] product = new double[N];
            system.multiply(x, product);
            for (int i = 0; i < N; i++) product[i] = scale * x[i] - product[i];
            assertThat(product).containsExactly(b, within(1e-11));
        }
    }

    @ParameterizedTest
    @MethodSource("structures")
    void complexSolutionsSolveTheirSystemBesideTheRealOne(Jacobian jacobian) {
        var system = updated(jacobian, random(1));
        double[] real = random(5);
        double[] again = real.clone();
        assertThat(system.factor(0.3)).isTrue();
        system.solve(real);
        for (double[] scale : new double[][] {{0, 0}, {0, 1e-3}, {0.7, -2}, {1e5, 1e5}}) {
            assertThat(system.factor(scale[0], scale[1])).isTrue();
            double[] re = random(3);
            double[] im = random(4);
            system.solve(re, im);
            double[] jRe = new double[N];
            double[] jIm = new double[N];
            system.multiply(re, jRe);
            system.multiply(im, jIm);
            for (int i = 0; i < N; i++) {
                jRe[i] = scale[0] * re[i] - scale[1] * im[i] - jRe[i];
                jIm[i] = scale[0] * im[i] + scale[1] * re[i] - jIm[i];
            }
            assertThat(jRe).containsExactly(random(3), within(1e-11));
            assertThat(jIm).containsExactly(random(4), within(1e-11));
        }
        system.solve(again);
        assertThat(again).isEqualTo(real);
    }

    @ParameterizedTest
    @MethodSource("structures")
    void aSingularMatrixAndOneThatIsNotFiniteAreToldApartFromOthers(Jacobian jacobian) {
        double[] y = random(1);
        y[4] = Double.NaN;
        var broken = updated(jacobian, y);
        assertThat(broken.factor(1)).isFalse();
        assertThat(broken.factor(1, 1)).isFalse();
        var flat = jacobianOf(jacobian.structure()).system(problem((_, _, into) -> Arrays.fill(into, 0)));
        flat.update(0, random(1), new double[N]);
        assertThat(flat.factor(0)).isFalse();
        assertThat(flat.factor(0, 0)).isFalse();
        assertThat(flat.factor(2)).isTrue();
    }

    @Test
    void bandedDifferencesTakeAsManyEvaluationsAsTheBandIsWide() {
        int[] evaluations = {0};
        VectorField<double[]> counting = (t, y, into) -> {
            evaluations[0]++;
            field().evaluate(t, y, into);
        };
        var system = Jacobian.banded(LOWER, UPPER).system(problem(counting));
        double[] fy = new double[N];
        field().evaluate(0, random(1), fy);
        system.update(0, random(1), fy);
        assertThat(evaluations[0]).isEqualTo(LOWER + UPPER + 1);
        assertThat(system.factor(1)).isTrue();
        system.solve(random(2));
        system.solve(random(2));
        assertThat(system.work()).isEqualTo(new LinearWork(1, 1, 2));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> Jacobian.banded(-1, 2)).hasMessage("lower bandwidth -1: expected at least 0");
        assertThatThrownBy(() -> Jacobian.banded(1, N).system(problem(field())))
                .hasMessage("bandwidth 23: expected less than the dimension of the state, 23");
        assertThatThrownBy(() -> updated(Jacobian.banded(1, 1, (_, _, into) -> into.set(0, 2, 1)), random(1)))
                .hasMessage("Jacobian entry (0, 2): expected rows and columns 0 ... 22 within 1 diagonals below and 1"
                        + " above the main one");
        assertThatThrownBy(() -> updated(Jacobian.sparse(pattern(), (_, _, into) -> into.set(0, 5, 1)), random(1)))
                .hasMessageStartingWith("Jacobian entry (0, 5): expected one of the declared pattern");
        assertThatThrownBy(
                        () -> Jacobian.sparse(SparsityPattern.square(3).build()).system(problem(field())))
                .hasMessage("sparse Jacobian of dimension 3: expected the dimension of the state, 23");
        assertThatThrownBy(() -> SparsityPattern.square(3).entry(3, 0))
                .hasMessage("Jacobian entry (3, 0): expected rows and columns 0 ... 2");
        assertThatThrownBy(() -> updated(Jacobian.dense((_, _, into) -> into.set(0, N, 1)), random(1)))
                .hasMessage("Jacobian entry (0, 23): expected rows and columns 0 ... 22");
    }

    private static SparsityPattern pattern() {
        var pattern = SparsityPattern.square(N);
        for (int i = 0; i < N; i++)
            for (int j = Math.max(0, i - LOWER); j <= Math.min(N - 1, i + UPPER); j++) pattern.entry(i, j);
        return pattern.build();
    }

    private static Jacobian jacobianOf(Jacobian.Structure structure) {
        return new Jacobian(structure, Optional.empty(), Optional.empty());
    }

    private static JacobianSystem updated(Jacobian jacobian, double[] y) {
        var system = jacobian.system(problem(field()));
        double[] fy = new double[N];
        field().evaluate(0, y, fy);
        system.update(0, y, fy);
        return system;
    }

    /// f_i = sum over the band of a_ij y_j + y_j^2 / 2, and nothing on the diagonal
    private static VectorField<double[]> field() {
        return (_, y, into) -> {
            for (int i = 0; i < N; i++) {
                into[i] = 0;
                for (int j = Math.max(0, i - LOWER); j <= Math.min(N - 1, i + UPPER); j++)
                    if (i != j) into[i] += coefficient(i, j) * y[j] + y[j] * y[j] / 2;
            }
        };
    }

    private static double entry(int i, int j, double[] y) {
        return i == j ? 0 : coefficient(i, j) + y[j];
    }

    private static double coefficient(int i, int j) {
        return 1 + Math.sin(7 * i + 3 * j * j);
    }

    private static double[] expected(double[] y, double[] x) {
        double[] product = new double[N];
        for (int i = 0; i < N; i++)
            for (int j = Math.max(0, i - LOWER); j <= Math.min(N - 1, i + UPPER); j++)
                product[i] += entry(i, j, y) * x[j];
        return product;
    }

    private static InitialValueProblem<double[]> problem(VectorField<double[]> field) {
        return new InitialValueProblem<>(DoubleSpace.of(N), field, 0, 1, random(1));
    }

    private static double[] random(long seed) {
        return new SplittableRandom(seed).doubles(N, -1, 1).toArray();
    }
}
