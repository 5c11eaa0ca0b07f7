package org.integrand.engine.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.integrand.engine.matrix.References.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RootsAndFactorsTest {
    static List<Case> logarithms() {
        return References.of("log");
    }

    static List<Case> squareRoots() {
        return References.of("sqrt");
    }

    static List<Case> polarFactors() {
        return References.of("polar");
    }

    @ParameterizedTest
    @MethodSource("logarithms")
    void logarithmIsThatOfSixtyDigits(Case reference) {
        double[] value = MatrixLogarithm.of(reference.n(), reference.numbers("a"));
        assertThat(References.relativeError(value, reference.numbers("value")))
                .as("condition %.2g", reference.condition())
                .isLessThan(References.allowed(reference));
    }

    @ParameterizedTest
    @MethodSource("squareRoots")
    void squareRootIsThatOfSixtyDigits(Case reference) {
        double[] value = MatrixSquareRoot.of(reference.n(), reference.numbers("a"));
        assertThat(References.relativeError(value, reference.numbers("value")))
                .as("condition %.2g", reference.condition())
                .isLessThan(References.allowed(reference));
    }

    @ParameterizedTest
    @MethodSource("polarFactors")
    void polarFactorsAreThoseOfSixtyDigits(Case reference) {
        int n = reference.n();
        double[] a = reference.numbers("a");
        double[] u = new double[n * n];
        double[] h = new double[n * n];
        new PolarFactors(n).compute(a, u, h);
        assertThat(References.relativeError(u, reference.numbers("orthogonal")))
                .as("condition %.2g", reference.condition())
                .isLessThan(References.allowed(reference));
        assertThat(References.relativeError(h, reference.numbers("symmetric"))).isLessThan(1e-13);
        assertThat(distanceFromOrthogonal(n, u)).isLessThan(2e-15);
        double[] product = new double[n * n];
        Dense.multiply(n, u, h, product);
        assertThat(References.relativeError(product, a)).isLessThan(1e-14);
    }

    private static double distanceFromOrthogonal(int n, double[] u) {
        double[] gram = new double[n * n];
        Dense.multiply(n, u, transpose(n, u), gram);
        Dense.addToDiagonal(n, -1, gram);
        return Dense.frobenius(gram);
    }

    private static double[] transpose(int n, double[] a) {
        double[] b = new double[n * n];
        for (int i = 0; i < n * n; i++) b[i % n * n + i / n] = a[i];
        return b;
    }

    @Test
    void exponentialUndoesTheLogarithmAndTheSquareUndoesTheRoot() {
        var random = new Random(11);
        for (int n = 1; n <= 12; n++) {
            double[] x = new double[n * n];
            for (int i = 0; i < x.length; i++) x[i] = random.nextGaussian() / Math.sqrt(n);
            double[] a = MatrixExponential.of(n, x);
            assertThat(References.relativeError(MatrixLogarithm.of(n, a), x))
                    .as("n " + n)
                    .isLessThan(2e-14);
            double[] root = MatrixSquareRoot.of(n, a);
            double[] square = new double[n * n];
            Dense.multiply(n, root, root, square);
            assertThat(References.relativeError(square, a)).isLessThan(1e-14);
        }
    }

    @Test
    void theSizeOfTheMatrixDoesNotMatter() {
        double[] a = {1, 2, 3, -1, 0.5, 2, 0.25, 1, 7};
        double[] u = PolarFactors.orthogonal(3, a);
        for (double factor : new double[] {0x1p-1000, 0x1p1000}) {
            double[] scaled = a.clone();
            for (int i = 0; i < 9; i++) scaled[i] *= factor;
            assertThat(References.relativeError(PolarFactors.orthogonal(3, scaled), u))
                    .isLessThan(1e-15);
        }
        // the logarithm of a tiny matrix, with neighbours on the diagonal a factor of two apart
        double[] tiny = MatrixLogarithm.of(2, new double[] {2e-300, 1e-300, 0, 1e-300});
        assertThat(tiny[1]).isCloseTo(Math.log(2), within(1e-15));
    }

    @Test
    void eigenvaluesOnTheNegativeAxisAreRefused() {
        assertThatThrownBy(() -> MatrixLogarithm.of(2, new double[] {-2, 0, 0, -0.5}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("logarithm of a matrix with eigenvalue -2.0 + 0.0 i: expected none on the closed negative"
                        + " real axis");
        assertThatThrownBy(() -> MatrixSquareRoot.of(2, new double[] {0, 0, 1, -1}))
                .hasMessageStartingWith("square root of a matrix with eigenvalue ");
        assertThatThrownBy(() -> MatrixLogarithm.of(3, new double[] {1, 2, 3, 2, 4, 6, 1, 1, 1}))
                .hasMessageContaining("expected none on the closed negative real axis"); // singular
        double[] halfTurn = {-1, 0, 0, 0, -1, 0, 0, 0, 1};
        assertThatThrownBy(() -> MatrixLogarithm.of(3, halfTurn)).hasMessageContaining("eigenvalue -1.0");
    }

    @Test
    void aSingularMatrixHasNoPolarFactors() {
        assertThatThrownBy(() -> PolarFactors.orthogonal(2, new double[] {1, 2, 2, 4}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("singular to working precision");
        assertThatThrownBy(() -> PolarFactors.orthogonal(2, new double[] {1, 2, Double.NaN, 4}))
                .hasMessage("matrix: element (1, 0) is NaN: expected a finite number");
    }
}
