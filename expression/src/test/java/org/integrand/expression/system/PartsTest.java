package org.integrand.expression.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Parts of a right-hand side: split, semilinear, halves, inputs.
class PartsTest {
    private static final Map<String, String> NONE = Map.of();
    private static final Map<String, String> BRUSSELATOR = map(
            "u[i=1..N]", "1 + u[i]^2*v[i] - 4*u[i] + D*(u[i-1] - 2*u[i] + u[i+1])",
            "v[i=1..N]", "3*u[i] - u[i]^2*v[i] + D*(v[i-1] - 2*v[i] + v[i+1])");
    private static final Map<String, String> ENDS = map("u[0]", "1", "u[N+1]", "1", "v[0]", "3", "v[N+1]", "3");

    private static Map<String, String> map(String... entries) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < entries.length; i += 2) map.put(entries[i], entries[i + 1]);
        return map;
    }

    private static EquationSystem system(
            Map<String, String> equations, Map<String, String> parameters, Map<String, String> definitions) {
        return EquationSystem.of(new SystemText(equations, parameters, definitions, NONE, NONE));
    }

    private static EquationSystem brusselator(int n) {
        return EquationSystem.of(
                new SystemText(BRUSSELATOR, map("N", "" + n, "D", "0.02*(N + 1)^2"), NONE, ENDS, NONE));
    }

    private static double[] field(EquationSystem system, double t, double... y) {
        double[] into = new double[y.length];
        system.field().evaluate(t, y, into);
        return into;
    }

    private static double[] random(int n) {
        return new Random(3).doubles(n, 0.5, 2).toArray();
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) sum[i] = a[i] + b[i];
        return sum;
    }

    private static void assertSame(double[] actual, double[] expected) {
        for (int i = 0; i < expected.length; i++)
            assertThat(actual[i])
                    .as("component " + i)
                    .isCloseTo(expected[i], within(1e-12 * (1 + Math.abs(expected[i]))));
    }

    @Test
    void aSplitByAParameterTakesTheTermsThatUseIt() {
        var system = system(map("x", "-y + (cos(t) - x)/eps", "y", "x - 2*y"), map("eps", "1e-3"), NONE);
        var split = Split.of(system, "split.stiff", List.of("eps"));
        double[] y = {0.3, 0.7};
        assertSame(field(split.chosen(), 0.2, y), new double[] {(Math.cos(0.2) - 0.3) / 1e-3, 0});
        assertSame(field(split.rest(), 0.2, y), new double[] {-0.7, 0.3 - 1.4});
    }

    @Test
    void aSplitByADefinitionSeesItInOtherDefinitionsToo() {
        var system = system(map("x", "a - b + t", "y", "x*y"), map("k", "50"), map("a", "k*x", "b", "2*a + y"));
        var split = Split.of(system, "split.stiff", List.of("a"));
        double[] y = {0.5, 0.25};
        assertSame(field(split.chosen(), 2, y), new double[] {25 - 50, 0});
        assertSame(field(split.rest(), 2, y), new double[] {2 - 0.25, 0.125});
    }

    @Test
    void aSplitByAVariableTakesItsWholeEquation() {
        var system = system(map("x", "y - x", "y", "-1000*y + x"), NONE, NONE);
        var split = Split.of(system, "split.stiff", List.of("y"));
        assertThat(field(split.chosen(), 0, 1, 2)).containsExactly(0, -1999);
        assertThat(field(split.rest(), 0, 1, 2)).containsExactly(1, 0);
    }

    @Test
    void aSplitOfFamiliesAddsUpToTheWhole() {
        var system = brusselator(9);
        var split = Split.of(system, "split.stiff", List.of("D"));
        double[] y = random(system.dimension());
        assertSame(sum(field(split.chosen(), 0, y), field(split.rest(), 0, y)), field(system, 0, y));
        var partials = split.chosen().partials();
        double[] values = new double[partials.size()];
        partials.values().evaluate(0, y, values);
        for (double value : values) assertThat(Math.abs(value)).isIn(0.02 * 100, 2 * 0.02 * 100);
    }

    @Test
    void aSplitNamesWhatIsWrong() {
        var system = system(map("x", "-x"), map("k", "1"), NONE);
        assertThatThrownBy(() -> Split.of(system, "split.stiff", List.of("q")))
                .hasMessage("split.stiff: there is no 'q': expected one of x, k");
        assertThatThrownBy(() -> Split.of(system, "split.stiff", List.of("k")))
                .hasMessage("split.stiff: no equation uses k");
        assertThatThrownBy(() -> Split.of(system, "split.stiff", List.of()))
                .hasMessage("split.stiff: expected at least one name");
    }

    @Test
    void theLinearTermsOfASystemMakeAMatrix() {
        var system = brusselator(9);
        var parts = Semilinear.of(system);
        double[] y = random(system.dimension());
        double[] linear = new double[y.length];
        int[] rows = parts.rows();
        int[] columns = parts.columns();
        double[] values = parts.values();
        for (int k = 0; k < parts.size(); k++) linear[rows[k]] += values[k] * y[columns[k]];
        assertSame(sum(linear, field(parts.rest(), 0, y)), field(system, 0, y));
        for (int i = 0; i < 9; i++) // 1 + u^2 v and -u^2 v are left inside
        if (i > 0 && i < 8) {
                double u = y[2 * i];
                double v = y[2 * i + 1];
                assertThat(field(parts.rest(), 0, y)[2 * i]).isCloseTo(1 + u * u * v, within(1e-12));
            }
    }

    @Test
    void linearTermsMayBeNamed() {
        var system = system(map("x", "-k*x + 3*y + k", "y", "x*y"), map("k", "100"), NONE);
        var parts = Semilinear.of(system, "semilinear.linear", List.of("k"));
        assertThat(parts.rows()).containsExactly(0);
        assertThat(parts.columns()).containsExactly(0);
        assertThat(parts.values()).containsExactly(-100);
        assertThat(field(parts.rest(), 0, 2, 5)).containsExactly(115, 10);
        assertThatThrownBy(() -> Semilinear.of(system, "semilinear.linear", List.of("y")))
                .hasMessageContaining("the terms of y in the equation of y are not all linear");
    }

    @Test
    void anEquationWithoutLinearTermsHasNoSuchPart() {
        assertThatThrownBy(() -> Semilinear.of(system(map("x", "-x^2"), NONE, NONE)))
                .hasMessage("equations: no term is linear in the variables with a constant coefficient");
    }

    @Test
    void newtonsEquationsFallIntoPositionsAndVelocities() {
        var system = system(map("vx", "-x/r^3", "x", "vx", "y", "vy", "vy", "-y/r^3"), NONE, map("r", "hypot(x, y)"));
        var halves = Halves.of(system).orElseThrow();
        assertThat(halves.isVelocity()).isTrue();
        assertThat(halves.system().names()).containsExactly("x", "y", "vx", "vy");
        double[] into = new double[2];
        halves.force().evaluate(0, new double[] {3, 4, 9, 9}, into);
        assertSame(into, new double[] {-3 / 125.0, -4 / 125.0});
        halves.velocity().evaluate(0, new double[] {3, 4, 8, 9}, into);
        assertThat(into).containsExactly(8, 9);
    }

    @Test
    void aChainOfFamiliesFallsIntoHalves() {
        var chain = EquationSystem.of(new SystemText(
                map("q[i=1..8]", "p[i]", "p[i=1..8]", "q[i-1] - 2*q[i] + q[i+1]"),
                NONE,
                NONE,
                map("q[0]", "0", "q[9]", "0"),
                NONE));
        var halves = Halves.of(chain).orElseThrow();
        assertThat(halves.isVelocity()).isTrue();
        assertThat(halves.system().names().subList(0, 3)).containsExactly("q[1]", "q[2]", "q[3]");
        double[] y = random(16);
        double[] into = new double[8];
        halves.force().evaluate(0, y, into);
        assertThat(into[3]).isCloseTo(y[2] - 2 * y[3] + y[4], within(1e-14));
        assertThat(into[7]).isCloseTo(y[6] - 2 * y[7], within(1e-14));
    }

    @Test
    void aGeneralHamiltonianHasHalvesWithoutVelocity() {
        var halves = Halves.of(system(map("q", "p/(1 + p^2)", "p", "-sin(q)"), NONE, NONE))
                .orElseThrow();
        assertThat(halves.isVelocity()).isFalse();
        assertThat(halves.size()).isEqualTo(1);
    }

    @Test
    void frictionLeavesNoHalves() {
        assertThat(Halves.of(system(map("x", "v", "v", "-x - 0.1*v"), NONE, NONE)))
                .isEmpty();
    }

    @Test
    void inputsStandBehindTheVariables() {
        var text = new SystemText(map("x", "-b*x", "y", "a"), map("a", "3", "b", "a/2"), NONE, NONE, NONE);
        var system = EquationSystem.of(text, List.of("a"));
        double[] into = new double[2];
        system.field().evaluate(0, new double[] {2, 0, 10}, into);
        assertThat(into).containsExactly(-10, 10);
        var partials = system.partials();
        assertThat(partials.columns()).contains(2);
    }

    @Test
    void coefficientsAreZeroWhereNothingIsSaidAndElementsStandOverFamilies() {
        var system = system(map("u[i=1..N]", "0", "z", "0"), map("N", "9"), map("d", "z^2"));
        var g = Coefficients.of(system, key -> "noise." + key, map("u[5]", "d", "u[i]", "i*u[i]", "u[1]", "7"));
        double[] values = new double[10];
        g.values().evaluate(0, new double[] {1, 1, 1, 1, 1, 1, 1, 1, 2, 3}, values);
        assertThat(values).containsExactly(7, 2, 3, 4, 9, 6, 7, 8, 18, 0);
        assertThat(g.positions()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(g.useVariables()).isTrue();
        assertThat(g.useOwnVariablesOnly()).isFalse(); // u[5] uses z
        double[] entries = new double[g.partials().size()];
        g.partials().values().evaluate(0, new double[] {1, 1, 1, 1, 1, 1, 1, 1, 2, 3}, entries);
        assertThat(entries).containsExactlyInAnyOrder(2, 3, 4, 6, 7, 8, 9, 6);
    }

    @Test
    void coefficientsKnowWhatTheyUse() {
        var system = system(map("u[i=1..9]", "0", "z", "0"), NONE, NONE);
        var own = Coefficients.of(system, key -> key, map("u[i]", "u[i]^2", "u[2]", "u[2]", "z", "sin(z)"));
        assertThat(own.useOwnVariablesOnly()).isTrue();
        var neighbour = Coefficients.of(system, key -> key, map("u[i]", "u[3] + i"));
        assertThat(neighbour.useOwnVariablesOnly()).isFalse();
        var none = Coefficients.of(system, key -> key, map("u[i]", "t*i", "z", "2"));
        assertThat(none.useVariables()).isFalse();
        assertThat(Coefficients.of(system, key -> key, map("z", "floor(z)")).useVariables())
                .isTrue(); // though its derivative is 0
    }

    @Test
    void coefficientsOfNoVariableAreRefused() {
        var system = system(map("u[i=1..9]", "0", "z", "0"), NONE, NONE);
        map(
                        "q", "noise.q: there is no equation of q",
                        "z[1]", "noise.z[1]: z is no family: expected z",
                        "u[10]", "noise.u[10]: expected an index of 1 ... 9",
                        "u[i=1..9]", "noise.u[i=1..9]: expected u[i] for all elements, or one of them as in u[1]")
                .forEach((key, message) -> assertThatThrownBy(
                                () -> Coefficients.of(system, at -> "noise." + at, map(key, "1")))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(message));
        assertThatThrownBy(() -> Coefficients.of(system, at -> "noise." + at, map("u[i]", "1", "u[j]", "2")))
                .hasMessage("noise.u[j]: u has a formula already");
    }
}
