package org.integrand.expression.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.integrand.expression.CompiledFormulas;
import org.junit.jupiter.api.Test;

/// Systems too long for one method of the Java machine.
class LargeSystemTest {
    private static final int N = 200;

    private static EquationSystem system(Map<String, String> equations, Map<String, String> definitions) {
        return EquationSystem.of(new SystemText(equations, Map.of(), definitions, Map.of(), Map.of()));
    }

    private static String sum(String element, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(element::formatted).collect(Collectors.joining(" + "));
    }

    /// The Lorenz-96 system with a pull towards their mean, one equation each.
    private static EquationSystem ring(int n) {
        var equations = new LinkedHashMap<String, String>();
        for (int i = 0; i < n; i++)
            equations.put(
                    "x" + i,
                    "(x%d - x%d)*x%d - x%d + 8 + 0.1*(m - x%d)"
                            .formatted((i + 1) % n, (i + n - 2) % n, (i + n - 1) % n, i, i));
        return system(equations, Map.of("m", "(" + sum("x%d", 0, n - 1) + ")/" + n));
    }

    private static void ringByHand(double t, double[] y, double[] into) {
        int n = y.length;
        double sum = 0;
        for (double x : y) sum += x;
        double m = sum / n;
        into[0] = (y[1] - y[n - 2]) * y[n - 1] - y[0] + 8 + 0.1 * (m - y[0]);
        into[1] = (y[2] - y[n - 1]) * y[0] - y[1] + 8 + 0.1 * (m - y[1]);
        for (int i = 2; i < n - 1; i++) into[i] = (y[i + 1] - y[i - 2]) * y[i - 1] - y[i] + 8 + 0.1 * (m - y[i]);
        into[n - 1] = (y[0] - y[n - 3]) * y[n - 2] - y[n - 1] + 8 + 0.1 * (m - y[n - 1]);
    }

    /// What all equations share is computed once, wherever it is cut. The aim is three times the time of the loop
    /// by hand (measured: 0.9 to 1.0 times); the bound leaves room for a busy machine.
    @Test
    void twoHundredEquationsAreTheLoopByHandAndCostAboutAsMuch() {
        var field = ring(N).field();
        double[] y = new Random(1).doubles(N).toArray();
        double[] mine = new double[N];
        double[] theirs = new double[N];
        field.evaluate(0, y, mine);
        ringByHand(0, y, theirs);
        assertThat(mine).containsExactly(theirs);
        double compiled = Double.POSITIVE_INFINITY;
        double byHand = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 30; round++) {
            compiled = Math.min(compiled, nanoseconds(field, y));
            byHand = Math.min(byHand, nanoseconds(LargeSystemTest::ringByHand, y));
        }
        System.out.printf("200 equations: compiled %.0f ns, by hand %.0f ns an evaluation%n", compiled, byHand);
        assertThat(compiled).isLessThan(8 * byHand);
    }

    private static double nanoseconds(CompiledFormulas field, double[] start) {
        double[] y = start.clone();
        double[] f = new double[y.length];
        int count = 5000;
        long began = System.nanoTime();
        for (int k = 0; k < count; k++) {
            field.evaluate(0, y, f);
            y[k % N] += 1e-12 * f[k % N];
        }
        return (System.nanoTime() - began) / (double) count;
    }

    /// d x_i' / d x_j of the mean is everywhere; the neighbours' parts come on top.
    @Test
    void partialsOfALargeSystemAreExact() {
        int n = 80;
        var partials = ring(n).partials();
        double[] y = new Random(2).doubles(n).toArray();
        double[] values = new double[partials.size()];
        partials.values().evaluate(0, y, values);
        double[][] dense = new double[n][n];
        for (int k = 0; k < values.length; k++) dense[partials.rows()[k]][partials.columns()[k]] += values[k];
        double pull = 0.1 / n;
        for (int i = 3; i < n - 3; i++) {
            assertThat(dense[i][i + 1]).isEqualTo(y[i - 1] + pull, within(1e-15));
            assertThat(dense[i][i - 1]).isEqualTo(y[i + 1] - y[i - 2] + pull, within(1e-15));
            assertThat(dense[i][i]).isEqualTo(-1.1 + pull, within(1e-15));
            assertThat(dense[i][(i + 40) % n]).isEqualTo(pull, within(1e-15));
        }
    }

    /// One formula of some 4,000 operations: cut within.
    @Test
    void aFormulaLongerThanAMethodIsCut() {
        var blocks = IntStream.range(0, 8)
                .mapToObj(b -> "("
                        + IntStream.range(0, 100)
                                .mapToObj(i -> "sin(x*%d)/(y + %d)".formatted(100 * b + i, 100 * b + i))
                                .collect(Collectors.joining(" + "))
                        + ")")
                .collect(Collectors.joining("*"));
        var equations = new LinkedHashMap<String, String>();
        equations.put("x", blocks);
        equations.put("y", blocks + " - x");
        double[] y = {0.3, 1.25};
        double product = 1;
        for (int b = 0; b < 8; b++) {
            double sum = 0;
            for (int i = 0; i < 100; i++) {
                double term = Math.sin(y[0] * (100 * b + i)) / (y[1] + (100 * b + i));
                sum = i == 0 ? term : sum + term;
            }
            product = b == 0 ? sum : product * sum;
        }
        double[] into = new double[2];
        system(equations, Map.of()).field().evaluate(0, y, into);
        assertThat(into).containsExactly(product, product - y[0]);
    }

    /// A mean of 600 elements in the formula of each: computed before the loop, in methods of its own.
    @Test
    void whatALoopNeedsIsComputedBeforeIt() {
        int n = 600;
        var equations = Map.of("u[i=1..600]", "m - u[i] + i*(m + t)");
        double[] y = new Random(3).doubles(n).toArray();
        double[] into = new double[n];
        system(equations, Map.of("m", "(" + sum("u[%d]", 1, n) + ")/600"))
                .field()
                .evaluate(0.5, y, into);
        double sum = y[0];
        for (int i = 1; i < n; i++) sum += y[i];
        double m = sum / 600;
        for (int i = 0; i < n; i++) assertThat(into[i]).isEqualTo(m - y[i] + (i + 1) * (m + 0.5));
    }

    @Test
    void aChainThatIsTooDeepIsRefusedInOneLine() {
        assertThatThrownBy(() -> system(Map.of("x", "x" + " + t*x".repeat(1500)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("equations.x: a formula with 1502 operations inside one another: expected at most 1000;"
                        + " a sum of n terms is n deep, parentheses around parts of it help");
    }
}
