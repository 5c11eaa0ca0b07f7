package org.integrand.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.integrand.testkit.Properties;
import org.junit.jupiter.api.Test;

class NormTest {
    private static final Tolerance MIXED = Tolerance.of(1e-3, 1e-2);

    @Test
    void normEqualsTheNaiveSum() {
        Properties.check("norm", 300, gen -> {
            double[] y = gen.numbers(gen.size(1, 100), -3, 3);
            double sum = 0;
            for (double v : y) sum += v * v;
            assertThat(DoubleSpace.of(y.length).norm(y)).isCloseTo(Math.sqrt(sum), within(1e-14 * (1 + sum)));
        });
    }

    @Test
    void normSumsInTheDocumentedOrder() {
        Properties.check("order of summation", 100, gen -> {
            double[] y = gen.numbers(gen.size(1, 60), -3, 3);
            double[] partial = new double[9];
            int whole = y.length / 8 * 8;
            for (int i = 0; i < y.length; i++) partial[i < whole ? i % 8 : 8] += y[i] * y[i];
            double sum = ((partial[0] + partial[1]) + (partial[2] + partial[3]))
                    + ((partial[4] + partial[5]) + (partial[6] + partial[7]))
                    + partial[8];
            assertThat(DoubleSpace.of(y.length).norm(y)).isEqualTo(Math.sqrt(sum));
        });
    }

    @Test
    void dotEqualsTheNaiveSumAndTheSquareOfTheNorm() {
        Properties.check("dot", 300, gen -> {
            double[] a = gen.numbers(gen.size(1, 100), -3, 3);
            double[] b = gen.numbers(a.length, -3, 3);
            float[] c = new float[a.length];
            double sum = 0;
            double ofFloats = 0;
            for (int i = 0; i < a.length; i++) {
                c[i] = (float) a[i];
                sum += a[i] * b[i];
                ofFloats += (double) c[i] * c[i];
            }
            var space = DoubleSpace.of(a.length);
            assertThat(space.dot(a, b)).isCloseTo(sum, within(1e-13 * (1 + a.length)));
            assertThat(Math.sqrt(space.dot(a, a))).isEqualTo(space.norm(a));
            assertThat(FloatSpace.of(a.length).dot(c, c)).isCloseTo(ofFloats, within(1e-13 * (1 + ofFloats)));
        });
    }

    @Test
    void normIsFiniteWhenOnlyTheSquaresOverflowOrVanish() {
        var space = DoubleSpace.of(2);
        for (double unit : new double[] {1e300, 1e160, 1e-170, 1e-300, 1e-320})
            assertThat(space.norm(new double[] {3 * unit, -4 * unit}) / unit).isCloseTo(5, within(2e-3));
        assertThat(space.norm(new double[] {0, 0})).isZero();
        assertThat(FloatSpace.of(2).norm(new float[] {3e38f, 0})).isCloseTo(3e38, within(1e32));
    }

    @Test
    void normOfANonFiniteStateIsNotFinite() {
        var space = DoubleSpace.of(9);
        for (int i = 0; i < 9; i++) {
            double[] y = new double[9];
            y[i] = Double.NaN;
            assertThat(space.norm(y)).isNaN();
            y[i] = Double.NEGATIVE_INFINITY;
            assertThat(space.norm(y)).isInfinite();
        }
    }

    @Test
    void errorIsMeasuredInUnitsOfWhatIsAllowed() {
        double[] error = {0.013, 0.0, -0.021};
        double[] before = {1, 5, -2};
        double[] after = {1.2, 5, 1};
        double first = 0.013 / (1e-3 + 1e-2 * 1.2);
        double third = 0.021 / (1e-3 + 1e-2 * 2);
        var space = DoubleSpace.of(3);
        assertThat(space.errorNorm(error, before, after, MIXED))
                .isCloseTo(Math.sqrt((first * first + third * third) / 3), within(1e-15));
        assertThat(space.errorNorm(error, before, after, new Tolerance(1e-3, 1e-2, Tolerance.Join.MAXIMUM)))
                .isCloseTo(Math.max(first, third), within(1e-15));
        assertThat(FloatSpace.of(3)
                        .errorNorm(
                                new float[] {0.013f, 0, -0.021f},
                                new float[] {1, 5, -2},
                                new float[] {1.2f, 5, 1},
                                MIXED))
                .isCloseTo(Math.sqrt((first * first + third * third) / 3), within(1e-6));
    }

    @Test
    void aNonFiniteStepHasErrorNaN() {
        for (var join : Tolerance.Join.values()) {
            var tolerance = new Tolerance(1e-6, 1e-6, join);
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                for (int i = 0; i < 10; i++) {
                    double[] zero = new double[10];
                    double[] y = new double[10];
                    y[i] = bad;
                    assertThat(DoubleSpace.of(10).errorNorm(zero, zero, y, tolerance))
                            .isNaN();
                    assertThat(DoubleSpace.of(10).errorNorm(y, zero, zero, tolerance))
                            .isNaN();
                    float[] f = new float[10];
                    f[i] = (float) bad;
                    assertThat(FloatSpace.of(10).errorNorm(new float[10], new float[10], f, tolerance))
                            .isNaN();
                    assertThat(FloatSpace.of(10).errorNorm(f, new float[10], new float[10], tolerance))
                            .isNaN();
                }
            }
        }
    }

    @Test
    void hugeErrorRatiosStayFiniteAndExactZerosAreAllowed() {
        var relativeOnly = Tolerance.of(0, 1e-3);
        double[] zero = {0, 0};
        assertThat(DoubleSpace.of(2).errorNorm(zero, zero, zero, relativeOnly)).isZero();
        double ratio = DoubleSpace.of(2).errorNorm(new double[] {1e200, 0}, zero, zero, Tolerance.of(1, 0));
        assertThat(ratio / 1e200).isCloseTo(Math.sqrt(0.5), within(1e-15));
        assertThat(DoubleSpace.of(2).errorNorm(new double[] {1, 0}, zero, zero, relativeOnly))
                .isInfinite();
    }

    @Test
    void toleranceRefusesWhatCannotBeMet() {
        assertThatThrownBy(() -> Tolerance.of(0, 0)).hasMessageContaining("both 0");
        assertThatThrownBy(() -> Tolerance.of(-1, 1e-3)).hasMessageContaining("absolute tolerance -1.0");
        assertThatThrownBy(() -> Tolerance.of(0, 1e-17)).hasMessageContaining("machine precision");
        assertThatThrownBy(() -> Tolerance.of(Double.NaN, 1e-3)).hasMessageContaining("NaN");
    }
}
