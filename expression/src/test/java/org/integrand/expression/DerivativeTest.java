package org.integrand.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Exact derivatives against differences of order 4, whose error here is below 1e-9.
class DerivativeTest {
    private final Formulas formulas = new Formulas();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x + y",
                "y - x",
                "x*y*x",
                "y/x",
                "x/(1 + x*y)",
                "-x",
                "x^3",
                "x^-2",
                "x^1.5",
                "x^y",
                "y^x",
                "2^x",
                "sin(x*y)",
                "cos(x)",
                "tan(x/2)",
                "asin(x/2)",
                "acos(x/2)",
                "atan(x*y)",
                "atan2(x, y)",
                "atan2(y, x)",
                "sinh(x)",
                "cosh(x)",
                "tanh(x)",
                "exp(-x^2)",
                "log(x)",
                "log10(x)",
                "sqrt(1 + x^2)",
                "cbrt(x)",
                "abs(-x)",
                "abs(x - 2)",
                "sign(x)*x",
                "floor(x) + ceil(x)*x",
                "min(x, y)",
                "max(x*x, y)",
                "hypot(x, y)",
                "x/((x + 0.1)^2 + y^2)^1.5",
                "sin(cos(exp(x)))*log(1 + x^2)"
            })
    void equalsTheQuotientOfDifferences(String text) {
        var formula = formulas.parse(text);
        var derivative = new Derivative(formulas.graph, formulas.parse("x")).of(formula);
        double x = 1.3;
        double y = 0.7;
        double h = 1e-3;
        double far = formulas.value(formula, 0, x + 2 * h, y, 0) - formulas.value(formula, 0, x - 2 * h, y, 0);
        double near = formulas.value(formula, 0, x + h, y, 0) - formulas.value(formula, 0, x - h, y, 0);
        double expected = (8 * near - far) / (12 * h);
        assertThat(formulas.value(derivative, 0, x, y, 0)).isCloseTo(expected, within(1e-9 * (1 + Math.abs(expected))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"y*z", "3", "sin(t)", "floor(x)", "0*x"})
    void isZeroByItsFormWhereTheVariableDoesNotMatter(String text) {
        var derivative = new Derivative(formulas.graph, formulas.parse("x")).of(formulas.parse(text));
        assertThat(derivative)
                .isInstanceOfSatisfying(
                        Node.Number.class, n -> assertThat(n.value()).isZero());
    }
}
