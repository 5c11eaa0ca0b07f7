package org.integrand.app.job;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// A number with a unit, as jobs write it: `80 degC`, `30m`, `2.5 kJ/mol`. A bare number is SI and no quantity.
public final class Quantity {
    private static final Pattern FORM = Pattern.compile(
            "\\s*+([-+]?+(?:\\d++\\.?+\\d*+|\\.\\d++)(?:[eE][-+]?\\d++)?+)(\\s*[\\p{L}%°(].*|\\s+1\\s*/.*)",
            Pattern.DOTALL);

    private final String text;
    private final BigDecimal number;
    private final Unit unit;

    private Quantity(String text, BigDecimal number, Unit unit) {
        this.text = text;
        this.number = number;
        this.unit = unit;
    }

    /// The quantity that a text is; empty where it is none but, perhaps, a formula (which never has a name directly
    /// behind a number).
    ///
    /// @throws IllegalArgumentException `80 degX: unknown unit 'degX': did you mean 'degC'?`
    public static Optional<Quantity> of(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) return Optional.empty();
        try {
            var unit = UnitText.read(match.group(2).strip());
            return Optional.of(new Quantity(text.strip(), new BigDecimal(match.group(1)), unit));
        } catch (IllegalArgumentException e) {
            throw new JobException(text.strip() + ": " + e.getMessage());
        }
    }

    /// Its value in SI base units: 80 degC is 353.15, 2.5 kJ/mol is 2500.
    public double si() {
        return unit.si(number);
    }

    /// Its value in SI base units, where a unit of that dimension is expected.
    ///
    /// @throws IllegalArgumentException `30 s: expected a unit such as m`
    public double si(String such) {
        if (!unit.dimension().equals(UnitText.read(such).dimension()))
            throw new JobException(text + ": expected a unit such as " + such);
        return si();
    }

    /// Its value as a difference, such as a tolerance: a temperature of 1 degC is none.
    public double difference() {
        if (unit.hasOffset()) throw new JobException(text + ": expected a difference of temperatures, in K");
        return si();
    }

    /// Its dimension in base units, `kg m^2 s^-2`.
    public String dimension() {
        return unit.dimension().toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
