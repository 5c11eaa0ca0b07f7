package org.integrand.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    /// The values are what the definitions of the units give, rounded once.
    @ParameterizedTest
    @CsvSource({
        "80 degC, 353.15, K",
        "80degC, 353.15, K",
        "-40 °F, 233.15, K",
        "30m, 30, m",
        "7 um, 7e-6, m",
        "0.25 µm, 2.5e-7, m",
        "2.5 kJ/mol, 2500, kg m^2 s^-2 mol^-1",
        "8.314 J/(mol*K), 8.314, kg m^2 s^-2 K^-1 mol^-1",
        "8.314 J/(mol K), 8.314, kg m^2 s^-2 K^-1 mol^-1",
        "8.314 J/mol/K, 8.314, kg m^2 s^-2 K^-1 mol^-1",
        "3 cm², 3e-4, m^2",
        "3 cm2, 3e-4, m^2",
        "3 cm^2, 3e-4, m^2",
        "1.2 g/cm3, 1200, kg m^-3",
        "36 km/h, 10, m s^-1",
        "5 1/s, 5, s^-1",
        "5 s^-1, 5, s^-1",
        "2e3 mol·m⁻³, 2000, m^-3 mol",
        "10 mM, 10, m^-3 mol",
        "1 ml/min, 1.6666666666666667e-8, m^3 s^-1",
        "2 bar, 2e5, kg m^-1 s^-2",
        "760 mmHg, 101325.0144354, kg m^-1 s^-2",
        "1 eV, 1.602176634e-19, kg m^2 s^-2",
        "50 %, 0.5, 1",
        "180 deg, 3.141592653589793, 1",
        "1.5 h, 5400, s",
        "3 min, 180, s",
        "12 V/kohm, 0.012, A"
    })
    void unitsAreWhatTheirDefinitionsSay(String text, double si, String dimension) {
        var quantity = Quantity.of(text).orElseThrow();
        assertThat(quantity.si()).isEqualTo(si);
        assertThat(quantity.dimension()).isEqualTo(dimension);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "1e5", "-.5E-3", "8/3", "2*x", "s*(y - x)", "x", "1 - 1", "2^3", "1 / 3", ""})
    void numbersAndFormulasAreNoQuantities(String text) {
        assertThat(Quantity.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "80 degX | 80 degX: unknown unit 'degX': did you mean 'degC'?",
                "3 foo | 3 foo: unknown unit 'foo': expected one such as m, kJ/mol or degC, see docs/units.md",
                "3 J/mol K | 3 J/mol K: unit 'J/mol K' could mean two things: expected parentheses, as in J/(mol K)",
                "3 J/(kg*degC) | 3 J/(kg*degC): unit 'J/(kg*degC)': a temperature scale stands alone, expected K in a product",
                "3 J/(kg | 3 J/(kg: unit 'J/(kg': expected ')' at its end",
                "3 m^ | 3 m^: unit 'm^': expected a whole power of a unit at column 2",
                "3 m/ | 3 m/: 'm/' is no unit: expected a name at column 3",
                "3 m+s | 3 m+s: 'm+s' is no unit: unexpected '+' at column 2",
                "3 m) | 3 m): 'm)' is no unit: expected one such as kJ/(mol*K)"
            })
    void whatIsNoUnitIsRefusedInOneLine(String text, String message) {
        assertThatThrownBy(() -> Quantity.of(text))
                .isInstanceOf(JobException.class)
                .hasMessage(message);
    }

    @Test
    void aTemperatureIsNoDifference() {
        assertThat(Quantity.of("5 mK").orElseThrow().difference()).isEqualTo(0.005);
        assertThatThrownBy(() -> Quantity.of("5 degC").orElseThrow().difference())
                .hasMessage("5 degC: expected a difference of temperatures, in K");
    }

    /// A key that says its unit takes quantities of that dimension.
    record Column(
            @Key(value = "length", unit = "m", min = 0, above = true)
            double length,

            @Key(value = "temperatures", unit = "K") double[] temperatures) {
        Column {
            Bounds.check(Column.class, "length", length);
        }
    }

    private static Column column(String length, String temperatures) {
        var tree = JobFile.object();
        tree.set("length", JobFile.parse(length));
        tree.set("temperatures", JobFile.parse(temperatures));
        return JobReader.read(tree, Column.class);
    }

    @Test
    void aKeyWithAUnitTakesQuantities() {
        var column = column("30 cm", "[300, 80degC]");
        assertThat(column.length()).isEqualTo(0.3);
        assertThat(column.temperatures()).containsExactly(300, 353.15);
        assertThatThrownBy(() -> column("30 s", "[]")).hasMessage("length: 30 s: expected a unit such as m");
        assertThatThrownBy(() -> column("long", "[]"))
                .hasMessage("length: \"long\": expected a number or a quantity such as 2.5 m");
        assertThatThrownBy(() -> column("-1 mm", "[]")).hasMessage("length -0.001: expected more than 0");
        assertThatThrownBy(() -> column("1", "[20 degC, 3 m]"))
                .hasMessage("temperatures[1]: 3 m: expected a unit such as K");
    }
}
