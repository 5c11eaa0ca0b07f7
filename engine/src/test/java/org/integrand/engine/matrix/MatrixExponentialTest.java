package org.integrand.engine.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.integrand.engine.matrix.References.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixExponentialTest {
    static List<Case> exponentials() {
        return References.of("exp");
    }

    static List<Case> derivatives() {
        return References.of("frechet");
    }

    @ParameterizedTest
    @MethodSource("exponentials")
    void exponentialIsThatOfSixtyDigits(Case reference) {
        double[] value = MatrixExponential.of(reference.n(), reference.numbers("a"));
        assertThat(References.relativeError(value, reference.numbers("value")))
                .as("condition %.2g", reference.condition())
                .isLessThan(References.allowed(reference));
    }

    @ParameterizedTest
    @MethodSource("derivatives")
    void derivativeIsThatOfSixtyDigits(Case reference) {
        int n = reference.n();
        double[] a = reference.numbers("a");
        double[] exponential = new double[n * n];
        double[] derivative = new double[n * n];
        new ExponentialDerivative(n).compute(a, reference.numbers("e"), exponential, derivative);
        assertThat(References.relativeError(derivative, reference.numbers("value")))
                .as("condition %.2g", reference.condition())
                .isLessThan(References.allowed(reference));
        assertThat(References.relativeError(exponential, MatrixExponential.of(n, a)))
                .isLessThan(References.allowed(reference));
    }

    @Test
    void derivativeIsLinearInADirectionOfAnySize() {
        double[] a = {1, 2, 0, -1, 0.5, 3, 0, 1, -2};
        double[] e = {0, 1, -1, 2, 0, 1, 1, 1, 1};
        double[] one = ExponentialDerivative.of(3, a, e);
        double[] tiny = ExponentialDerivative.of(3, a, scaled(e, 0x1p-300));
        assertThat(scaled(tiny, 0x1p300)).containsExactly(one);
    }

    @Test
    void whereThePeerUnderscalesItIsExact() {
        double[] a = {0, -10.7, 0, 10.7, 0, 0, 0, 0, 0};
        double[][] rows = {{0, -10.7, 0}, {10.7, 0, 0}, {0, 0, 0}};
        double[] exact = new double[9];
        Rotations.exp(a, exact);
        var peer = MatrixUtils.matrixExponential(new Array2DRowRealMatrix(rows));
        double[] theirs = new double[9];
        for (int i = 0; i < 9; i++) theirs[i] = peer.getEntry(i / 3, i % 3);
        assertThat(References.relativeError(MatrixExponential.of(3, a), exact)).isLessThan(1e-14);
        assertThat(References.relativeError(theirs, exact)).isGreaterThan(1e-10);
    }

    @Test
    void exponentialOfARotationIsThatOfRodrigues() {
        for (Case reference : exponentials()) {
            if (!reference.name().startsWith("rotation")) continue;
            double[] value = new double[9];
            Rotations.exp(reference.numbers("a"), value);
            assertThat(References.relativeError(value, reference.numbers("value")))
                    .isLessThan(3e-15);
        }
    }

    @Test
    void closedFormOfRigidMotionsAgreesWithTheGeneralOne() {
        var random = new Random(5);
        for (double size : new double[] {0, 1e-9, 1e-3, 0.49, 0.51, 2, 3.1}) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double c = random.nextGaussian();
            double factor = size / Rotations.angle(a, b, c);
            double[] x = new double[16];
            Rotations.hat(a * factor, b * factor, c * factor, 4, x);
            for (int row = 0; row < 3; row++) x[4 * row + 3] = random.nextGaussian();
            double[] g = new double[16];
            RigidMotions.exp(x, g);
            assertThat(References.relativeError(g, MatrixExponential.of(4, x))).isLessThan(2e-15);
            double[] back = new double[16];
            RigidMotions.log(g, back);
            assertThat(References.relativeError(back, x)).as("angle " + size).isLessThan(5e-15);
        }
    }

    @Test
    void logarithmOfARotationKeepsItsDigitsNearPi() {
        for (double gap : new double[] {3, 1, 1e-1, 1e-4, 1e-7, 1e-12, 0}) {
            double[] x = new double[9];
            double factor = (Math.PI - gap) / Rotations.angle(1, 2, -0.5);
            Rotations.hat(factor, 2 * factor, -0.5 * factor, 3, x);
            double[] r = new double[9];
            Rotations.exp(x, r);
            double[] back = new double[9];
            Rotations.log(r, back);
            assertThat(References.relativeError(back, x)).as("pi - " + gap).isLessThan(1e-15);
        }
    }

    @Test
    void bigNormsOverflowOnlyWhereTheResultDoes() {
        assertThat(MatrixExponential.of(2, new double[] {0, 0, 0, -2000})).containsExactly(1, 0, 0, 0);
        assertThat(MatrixExponential.of(2, new double[] {700, 1, 0, -2000})[0]).isEqualTo(StrictMath.exp(700));
        assertThat(MatrixExponential.of(1, new double[] {-1e300})).containsExactly(0);
        assertThat(MatrixExponential.of(3, new double[9])).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> MatrixExponential.of(2, new double[3]))
                .hasMessage("matrix of 3 elements: expected 2 x 2 = 4");
        assertThatThrownBy(() -> MatrixExponential.of(2, new double[] {1, 2, Double.NaN, 0}))
                .hasMessage("matrix: element (1, 0) is NaN: expected a finite number");
        assertThatThrownBy(() -> new MatrixExponential(0)).hasMessage("matrix size 0: expected 1 ... 20,000");
        assertThatThrownBy(() -> ExponentialDerivative.of(1, new double[] {1}, new double[] {Double.POSITIVE_INFINITY}))
                .hasMessage("direction: element (0, 0) is Infinity: expected a finite number");
    }

    private static double[] scaled(double[] a, double factor) {
        double[] b = a.clone();
        for (int i = 0; i < b.length; i++) b[i] *= factor;
        return b;
    }
}
