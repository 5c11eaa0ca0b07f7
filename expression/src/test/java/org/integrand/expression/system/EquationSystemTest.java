package org.integrand.expression.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EquationSystemTest {
    private static final Map<String, String> NONE = Map.of();
    private static final Map<String, String> LORENZ = map("x", "s*(y - x)", "y", "x*(r - z) - y", "z", "x*y - b*z");

    private static Map<String, String> map(String... entries) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < entries.length; i += 2) map.put(entries[i], entries[i + 1]);
        return map;
    }

    private static EquationSystem system(Map<String, String> equations, Map<String, String> parameters) {
        return EquationSystem.of(new SystemText(equations, parameters, NONE, NONE, NONE));
    }

    private static double[] field(EquationSystem system, double t, double... y) {
        double[] into = new double[y.length];
        system.field().evaluate(t, y, into);
        return into;
    }

    @Test
    void theFieldIsWhatTheEquationsSay() {
        var lorenz = system(LORENZ, map("s", "10", "r", "28", "b", "8/3"));
        double[] f = field(lorenz, 0, 1, 2, 3);
        assertThat(f).containsExactly(10 * (2.0 - 1), 1 * (28 - 3.0) - 2, 1 * 2.0 - 8.0 / 3 * 3);
        assertThat(lorenz.names()).containsExactly("x", "y", "z");
    }

    @Test
    void parametersDefinitionsAndInitialValuesMayUseEachOther() {
        var system = EquationSystem.of(new SystemText(
                map("x'", "rate*x + pi*0", "v", "-w"),
                map("k", "2*m", "m", "3"),
                map("w", "rate*x", "rate", "k + t"),
                NONE,
                map("x", "k^2", "v", "-m")));
        assertThat(field(system, 1, 36, -3)).containsExactly(7 * 36, -7 * 36);
        assertThat(system.initial()).containsExactly(36, -3);
        assertThat(system.constant("to", "10*pi")).isEqualTo(10 * Math.PI);
        double[] energy = new double[1];
        system.formulas("outputs", map("energy", "x*v + k")).evaluate(0, new double[] {2, 5}, energy);
        assertThat(energy[0]).isEqualTo(16);
    }

    private static EquationSystem brusselator(int n) {
        return EquationSystem.of(new SystemText(
                map(
                        "u[i=1..N]",
                        "1 + u[i]^2*v[i] - 4*u[i] + c*(u[i-1] - 2*u[i] + u[i+1])",
                        "v[i=1..N]",
                        "3*u[i] - u[i]^2*v[i] + c*(v[i-1] - 2*v[i] + v[i+1])"),
                map("N", Integer.toString(n), "alpha", "1/50", "c", "alpha*(N + 1)^2"),
                NONE,
                map("u[0]", "1", "u[N+1]", "1", "v[0]", "3", "v[N+1]", "3"),
                map("u[i]", "1 + sin(2*pi*i/(N + 1))", "v", "3")));
    }

    /// The same equations one by one, in the same order, must give the same bits: the loop, its edges and the
    /// boundary are right.
    @Test
    void aFamilyIsItsEquationsOneByOne() {
        int n = 40;
        var family = brusselator(n);
        var single = new LinkedHashMap<String, String>();
        for (int i = 1; i <= n; i++) {
            String u = "u" + i;
            String v = "v" + i;
            String left = i == 1 ? "1" : "u" + (i - 1);
            String right = i == n ? "1" : "u" + (i + 1);
            String below = i == 1 ? "3" : "v" + (i - 1);
            String above = i == n ? "3" : "v" + (i + 1);
            single.put(u, "1 + %s^2*%s - 4*%s + c*(%s - 2*%s + %s)".formatted(u, v, u, left, u, right));
            single.put(v, "3*%s - %s^2*%s + c*(%s - 2*%s + %s)".formatted(u, u, v, below, v, above));
        }
        var one = system(single, map("c", "1/50*41^2"));
        double[] y = family.initial();
        assertThat(y[2]).isEqualTo(1 + Math.sin(2 * Math.PI * 2 / 41));
        assertThat(y[3]).isEqualTo(3);
        assertThat(family.names().subList(0, 3)).containsExactly("u[1]", "v[1]", "u[2]");
        var random = new Random(1);
        for (int i = 0; i < y.length; i++) y[i] += random.nextDouble();
        assertThat(field(family, 0, y)).containsExactly(field(one, 0, y));
        assertThat(dense(family, y)).isDeepEqualTo(dense(one, y));
    }

    private static double[][] dense(EquationSystem system, double[] y) {
        var partials = system.partials();
        double[] values = new double[partials.size()];
        partials.values().evaluate(0.5, y, values);
        double[][] dense = new double[y.length][y.length];
        for (int k = 0; k < values.length; k++) dense[partials.rows()[k]][partials.columns()[k]] += values[k];
        return dense;
    }

    private static void assertExact(EquationSystem system, double[] y) {
        double[][] exact = dense(system, y);
        var f = system.field();
        for (int j = 0; j < y.length; j++) {
            double h = 1e-6 * (1 + Math.abs(y[j]));
            double[] up = y.clone();
            double[] down = y.clone();
            up[j] += h;
            down[j] -= h;
            double[] above = new double[y.length];
            double[] below = new double[y.length];
            f.evaluate(0.5, up, above);
            f.evaluate(0.5, down, below);
            for (int i = 0; i < y.length; i++) {
                double quotient = (above[i] - below[i]) / (2 * h);
                assertThat(exact[i][j])
                        .as("row %d column %d", i, j)
                        .isCloseTo(quotient, within(1e-6 * (1 + Math.abs(quotient))));
            }
        }
    }

    @Test
    void partialsAreTheDerivativeOfTheField() {
        assertExact(system(LORENZ, map("s", "10", "r", "28", "b", "8/3")), new double[] {1, 2, 3});
        var grid = brusselator(12);
        assertExact(grid, grid.initial());
        // an element of fixed index and a single variable within a family; a family of another range beside it
        assertExact(
                EquationSystem.of(new SystemText(
                        map("p", "u[3]*t - p", "u[i=0..9]", "p*u[i]*u[4] + i*w[i+1]^2", "w[k=1..10]", "-w[k]*u[k-1]"),
                        NONE,
                        NONE,
                        NONE,
                        NONE)),
                new Random(2).doubles(21).toArray());
    }

    @Test
    void theTimeDerivativeIsExactAndAbsentWhereTimeDoesNotMatter() {
        assertThat(system(LORENZ, map("s", "10", "r", "28", "b", "8/3")).timeDerivative())
                .isEmpty();
        var driven = system(map("x", "sin(2*t)*x", "v[i=1..20]", "t^2*v[i]", "w", "-w"), NONE);
        double[] y = new Random(4).doubles(22).toArray();
        double[] into = new double[22];
        driven.timeDerivative().orElseThrow().evaluate(0.25, y, into);
        assertThat(into[0]).isCloseTo(2 * Math.cos(0.5) * y[0], within(1e-15));
        assertThat(into[7]).isCloseTo(0.5 * y[7], within(1e-15));
        assertThat(into[21]).isZero();
    }

    @Test
    void partialsOfNeighboursAreABand() {
        var partials = brusselator(500).partials();
        int[] rows = partials.rows();
        int[] columns = partials.columns();
        assertThat(rows.length).isLessThanOrEqualTo(4 * 1000);
        for (int k = 0; k < rows.length; k++)
            assertThat(Math.abs(rows[k] - columns[k])).isLessThanOrEqualTo(2);
    }

    @Test
    void aLongSystemIsCompiledInParts() {
        var equations = new LinkedHashMap<String, String>();
        int n = 3000;
        for (int i = 0; i < n; i++)
            equations.put("x" + i, "-x%d + sin(x%d)*exp(-x%d)/(2 + x%d^2)".formatted(i, (i + 1) % n, i, (i + 7) % n));
        double[] y = new Random(3).doubles(n).toArray();
        double[] f = field(system(equations, NONE), 0, y);
        for (int i = 0; i < n; i++)
            assertThat(f[i])
                    .isEqualTo(
                            -y[i] + Math.sin(y[(i + 1) % n]) * Math.exp(-y[i]) / (2 + y[(i + 7) % n] * y[(i + 7) % n]));
    }

    private static void refused(String message, SystemText text) {
        assertThatThrownBy(() -> EquationSystem.of(text).initial())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static void refused(String message, String... equations) {
        refused(message, new SystemText(map(equations), map("N", "5"), NONE, NONE, NONE));
    }

    @Test
    void badSystemsAreRefusedInOneLine() {
        refused("equations: there are none: expected at least one, as in x: \"-x\"");
        refused("equations.x: 's*(y - ': unknown name 's' at column 1", "x", "s*(y - ");
        refused("equations.x: 'N*(x - ': expected a number, a name or '(' at column 8", "x", "N*(x - ");
        refused("equations: '2x': expected a name as in x, or a family as in u[i=1..10]", "2x", "1");
        refused("equations.sin: the name is taken, expected another one", "sin", "1");
        refused("parameters.N: it is a variable already, expected another name", "N", "1");
        refused("equations.x': x has an equation already", "x", "1", "x'", "2");
        refused("equations.u[i]: expected a range, as in u[i=1..10]", "u[i]", "1");
        refused("equations.u[i=1..0]: range 1..0: expected 1 ... 10000000 elements", "u[i=1..0]", "1");
        refused("equations.u[i=1..N/2]: index N/2 is 2.5: expected a whole number", "u[i=1..N/2]", "1");
        refused(
                "equations.u[i=1..N]: u[0] lies outside u[1..5]: expected its value as boundary.u[0]",
                "u[i=1..N]",
                "u[i-1]");
        refused(
                "equations.u[i=1..N]: element of u: expected an index such as i, i-1, i+2 or a number",
                "u[i=1..N]",
                "u[2*i]");
        refused("equations.u[i=1..N]: u is a family: expected one element, as in u[1]", "u[i=1..N]", "u");
        var x = map("x", "-x");
        refused("initial.x is missing: expected a number", "x", "-x");
        refused("initial.y: there is no equation of y", new SystemText(x, NONE, NONE, NONE, map("x", "1", "y", "2")));
        refused(
                "initial.x: log(-1) is NaN: expected a finite number",
                new SystemText(x, NONE, NONE, NONE, map("x", "log(-1)")));
        refused("initial.x: 'y': unknown name 'y' at column 1", new SystemText(x, NONE, NONE, NONE, map("x", "y")));
        refused(
                "parameters.a: it depends on itself through a, b",
                new SystemText(x, map("a", "b", "b", "a"), NONE, NONE, NONE));
        refused(
                "definitions.d: 'x +': expected a number, a name or '(' at column 4",
                new SystemText(x, NONE, map("d", "x +"), NONE, NONE));
        refused("parameters.k: 'x': unknown name 'x' at column 1", new SystemText(x, map("k", "x"), NONE, NONE, NONE));
    }

    /// One evaluation against the same equations written in Java. The aim is at most three times as long; the
    /// bound leaves room for a busy machine.
    @Test
    void theFieldCostsAboutWhatJavaCosts() {
        var system = EquationSystem.of(new SystemText(
                map(
                        "x",
                        "u",
                        "y",
                        "v",
                        "u",
                        "x + 2*v - (1 - mu)*(x + mu)/D1 - mu*(x - 1 + mu)/D2",
                        "v",
                        "y - 2*u - (1 - mu)*y/D1 - mu*y/D2"),
                map("mu", "0.012277471"),
                map("D1", "((x + mu)^2 + y^2)^1.5", "D2", "((x - 1 + mu)^2 + y^2)^1.5"),
                NONE,
                NONE));
        double[] y = {0.5, 0.1, 0.3, -0.2};
        var compiled = system.field();
        double mine = Double.POSITIVE_INFINITY;
        double theirs = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 12; round++) {
            mine = Math.min(mine, nanoseconds(compiled, y));
            theirs = Math.min(theirs, nanoseconds(EquationSystemTest::arenstorf, y));
        }
        System.out.printf("Arenstorf: compiled %.1f ns, by hand %.1f ns an evaluation%n", mine, theirs);
        assertThat(mine).isLessThan(6 * theirs);
    }

    private static double nanoseconds(org.integrand.expression.CompiledFormulas field, double[] start) {
        double[] y = start.clone();
        double[] f = new double[y.length];
        int count = 200_000;
        long began = System.nanoTime();
        for (int k = 0; k < count; k++) {
            field.evaluate(0, y, f);
            y[k & 3] += 1e-9 * f[k & 3];
        }
        double time = (System.nanoTime() - began) / (double) count;
        assertThat(Arrays.stream(y).sum()).isFinite();
        return time;
    }

    private static void arenstorf(double t, double[] y, double[] into) {
        double mu = 0.012277471;
        double left = y[0] + mu;
        double right = y[0] - 1 + mu;
        double r1 = left * left + y[1] * y[1];
        double r2 = right * right + y[1] * y[1];
        double d1 = r1 * Math.sqrt(r1);
        double d2 = r2 * Math.sqrt(r2);
        into[0] = y[2];
        into[1] = y[3];
        into[2] = y[0] + 2 * y[3] - (1 - mu) * left / d1 - mu * right / d2;
        into[3] = y[1] - 2 * y[2] - (1 - mu) * y[1] / d1 - mu * y[1] / d2;
    }
}
