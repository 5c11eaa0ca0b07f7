package org.integrand.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParserTest {
    private final Formulas formulas = new Formulas();

    /// Every line with the value that Java gives the same expression, for x = 3, y = 0.5, z = -2, t = 7.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 + 2*3 - 4/8               | 6.5
            2 - 3 - 4                   | -5
            8/4/2                       | 1
            2^3^2                       | 512
            -2^2                        | -4
            2^-1                        | 0.5
            -x^2                        | -9
            (-x)^2                      | 9
            2*-x                        | -6
            +x - -y                     | 3.5
            x*(y - z)                   | 7.5
            1.5e2 + .5 + 2.             | 152.5
            1E-1*10                     | 1
            min(x, y) + max(x, z)       | 3.5
            pow(x, 3) - x^3             | 0
            sqrt(x*x + 16)              | 5
            abs(z) + sign(z) + floor(y) + ceil(y) | 2
            atan2(0, 1) + hypot(3, 4)   | 5
            log(exp(2)) + log10(100)    | 4
            cbrt(27) + cosh(0) + sin(0) + tanh(0) | 4
            t + x                       | 10
            z^2 + z^3                   | -4
            4^1.5 + 4^-0.5              | 8.5
            x ^ 0 + y ^ 1               | 1.5
            """)
    void readsAsOneWritesIt(String text, double value) {
        assertThat(formulas.value(text, 7, 3, 0.5, -2)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            s*(y -     | expected a number, a name or '(' at column 8
            x*(y - 1   | expected an operator or ')' at column 9
            2x         | expected an operator or the end at column 2
            x**2       | expected a number, a name or '(' at column 3
            x + * y    | expected a number, a name or '(' at column 5
            x)         | expected an operator or the end at column 2
            sin x      | expected '(' after sin at column 5
            min(x)     | expected 2 arguments of min, not 1, at column 1
            1 + sin()  | expected a number, a name or '(' at column 9
            x + .      | expected a number at column 5
            x # y      | expected an operator or the end at column 3
            """)
    void saysWhatIsWrongAndWhere(String text, String message) {
        String shown = text.startsWith("s*") ? "x*(y - " : text;
        assertThatThrownBy(() -> formulas.parse(shown)).hasMessage("'" + shown + "': " + message);
    }

    @Test
    void anUnknownNameComesWithTheKnownOnes() {
        var name = catchThrowableOfType(SyntaxException.class, () -> formulas.parse("2*q"));
        assertThat(name).hasMessage("'2*q': unknown name 'q' at column 3");
        assertThat(name.unknownName()).contains("q");
        assertThat(name.knownNames()).containsExactly("t", "x", "y", "z");
        var function = catchThrowableOfType(SyntaxException.class, () -> formulas.parse("x + sine(x)"));
        assertThat(function).hasMessage("'x + sine(x)': unknown function 'sine' at column 5");
        assertThat(function.knownNames()).contains("sin", "atan2").doesNotContain("add");
        assertThatThrownBy(() -> formulas.parse("x[1]")).hasMessageContaining("unknown family 'x'");
    }

    @Test
    void emptyAndBoundlessFormulasAreRefused() {
        assertThatThrownBy(() -> formulas.parse("")).hasMessage("'': expected a number, a name or '(' at column 1");
        assertThatThrownBy(() -> formulas.parse("(".repeat(10_000)))
                .hasMessage("'...(" + "(".repeat(79)
                        + "...': expected at most 200 levels of parentheses, signs and powers at column 101");
        assertThatThrownBy(() -> formulas.parse("-".repeat(10_000) + "x"))
                .hasMessageContaining("expected at most 200 levels of parentheses, signs and powers");
        assertThatThrownBy(() -> formulas.parse("x+".repeat(50_001) + "x"))
                .hasMessage("a formula of 100003 characters: expected at most 100000");
    }

    @Test
    void whatIsWrittenTwiceIsOneNode() {
        assertThat(formulas.parse("x*y + sin(x*y)").toString())
                .isEqualTo(formulas.parse("x*y+sin( x*y )").toString());
        assertThat(formulas.parse("x^2*y").id())
                .isEqualTo(formulas.parse("x^2*y").id());
        assertThat(formulas.parse("2*3 + 1").id()).isEqualTo(formulas.parse("7").id());
    }
}
