package org.integrand.engine.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.integrand.testkit.Properties;
import org.junit.jupiter.api.Test;

class CombineTest {
    @Test
    @SuppressWarnings("ReferenceEquality") // aliasing is the claim
    void equalsTheNaiveSumForAnyNumberOfTermsAndAnyAliasing() {
        Properties.check("combine", 600, gen -> {
            int n = gen.size(1, 70);
            int count = gen.size(0, 20);
            double[] coefficients = gen.numbers(count, -2, 2);
            List<double[]> pool = new ArrayList<>();
            for (int i = 0; i < count; i++) pool.add(gen.numbers(n, -1, 1));
            double[] into = gen.numbers(n, -1, 1);
            double[][] terms = pool.toArray(new double[0][]);
            for (int i = 0; i < count; i++) if (gen.size(0, 5) == 5) terms[i] = into;
            if (count > 0 && gen.flag()) terms[gen.size(0, count - 1)] = into;

            float[] intoFloat = toFloat(into);
            float[][] termsFloat = new float[count][];
            for (int i = 0; i < count; i++) termsFloat[i] = terms[i] == into ? intoFloat : toFloat(terms[i]);
            double[] naive = naive(coefficients, terms, n);

            DoubleSpace.of(n).combine(coefficients, terms, count, into);
            FloatSpace.of(n).combine(coefficients, termsFloat, count, intoFloat);
            for (int i = 0; i < n; i++) {
                assertThat(into[i]).isCloseTo(naive[i], within(1e-14));
                assertThat((double) intoFloat[i]).isCloseTo(naive[i], within(1e-5));
            }
        });
    }

    @Test
    void aSumWorkedOffInRangesEqualsTheWholeBitForBit() {
        Properties.check("ranges", 300, gen -> {
            int n = gen.size(1, 70);
            int count = gen.size(0, 20);
            double[] coefficients = gen.numbers(count, -2, 2);
            double[] into = gen.numbers(n, -1, 1);
            double[][] terms = new double[count][];
            for (int i = 0; i < count; i++) terms[i] = gen.size(0, 5) == 5 ? into : gen.numbers(n, -1, 1);
            float[] intoFloat = toFloat(into);
            float[][] termsFloat = new float[count][];
            for (int i = 0; i < count; i++) termsFloat[i] = same(terms[i], into) ? intoFloat : toFloat(terms[i]);
            double[] before = into.clone();
            float[] beforeFloat = intoFloat.clone();

            DoubleSpace.of(n).combine(coefficients, terms, count, into);
            FloatSpace.of(n).combine(coefficients, termsFloat, count, intoFloat);
            double[] whole = into.clone();
            float[] wholeFloat = intoFloat.clone();
            System.arraycopy(before, 0, into, 0, n);
            System.arraycopy(beforeFloat, 0, intoFloat, 0, n);
            int cut = gen.size(0, n);
            DoubleSpace.of(n).combine(coefficients, terms, count, into, cut, n);
            FloatSpace.of(n).combine(coefficients, termsFloat, count, intoFloat, cut, n);
            assertThat(Arrays.copyOf(into, cut)).containsExactly(Arrays.copyOf(before, cut));
            assertThat(Arrays.copyOf(intoFloat, cut)).containsExactly(Arrays.copyOf(beforeFloat, cut));
            DoubleSpace.of(n).combine(coefficients, terms, count, into, 0, cut);
            FloatSpace.of(n).combine(coefficients, termsFloat, count, intoFloat, 0, cut);
            assertThat(into).containsExactly(whole);
            assertThat(intoFloat).containsExactly(wholeFloat);
        });
    }

    @Test
    void refusesARangeOutsideTheState() {
        assertThatThrownBy(() -> DoubleSpace.of(3).combine(new double[0], new double[0][], 0, new double[3], 2, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("components 2 ... 4: expected a range within 0 ... 3");
    }

    @SuppressWarnings("ReferenceEquality") // aliasing is meant
    private static boolean same(double[] x, double[] y) {
        return x == y;
    }

    private static double[] naive(double[] coefficients, double[][] terms, int n) {
        double[] sum = new double[n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < coefficients.length; j++) sum[i] += coefficients[j] * terms[j][i];
        return sum;
    }

    private static float[] toFloat(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        return floats;
    }

    @Test
    void addsTheFirstTermLastSoThatSmallIncrementsAreNotLost() {
        double[] big = {1};
        double[] small = {Math.ulp(1.0) / 4};
        double[] into = new double[1];
        for (int count = 5; count <= 20; count++) {
            double[] ones = new double[count];
            double[][] terms = new double[count][];
            Arrays.fill(ones, 1);
            Arrays.fill(terms, small);
            terms[0] = big;
            DoubleSpace.of(1).combine(ones, terms, count, into);
            assertThat(into[0]).isEqualTo(1 + (count - 1) * small[0]);
        }
    }

    @Test
    void spareCoefficientsAndTermsAreIgnored() {
        double[] into = new double[2];
        DoubleSpace.of(2).combine(new double[] {2, Double.NaN}, new double[][] {{1, 2}, {3, 4}}, 1, into);
        assertThat(into).containsExactly(2, 4);
    }

    @Test
    void badInputIsNamed() {
        var space = DoubleSpace.of(3);
        assertThatThrownBy(() -> DoubleSpace.of(0)).hasMessage("dimension 0: expected at least 1");
        assertThatThrownBy(() -> space.norm(new double[2])).hasMessage("state of 2 components: expected 3");
        assertThatThrownBy(() -> space.combine(new double[2], space.allocate(4), 3, space.allocate()))
                .hasMessage("count 3: expected 0 ... 2 (2 coefficients, 4 terms)");
        assertThatThrownBy(() -> FloatSpace.of(3).copy(new float[3], new float[4]))
                .hasMessage("state of 4 components: expected 3");
    }
}
