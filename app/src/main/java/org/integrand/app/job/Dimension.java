package org.integrand.app.job;

import java.util.ArrayList;
import java.util.List;

/// A physical dimension: the powers of the seven base units of the SI.
record Dimension(int metre, int kilogram, int second, int ampere, int kelvin, int mole, int candela) {
    static final Dimension NONE = new Dimension(0, 0, 0, 0, 0, 0, 0);

    Dimension times(Dimension o) {
        return new Dimension(
                metre + o.metre,
                kilogram + o.kilogram,
                second + o.second,
                ampere + o.ampere,
                kelvin + o.kelvin,
                mole + o.mole,
                candela + o.candela);
    }

    Dimension power(int n) {
        return new Dimension(metre * n, kilogram * n, second * n, ampere * n, kelvin * n, mole * n, candela * n);
    }

    /// `kg m^2 s^-2`; `1` for a plain number.
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        part(parts, "kg", kilogram);
        part(parts, "m", metre);
        part(parts, "s", second);
        part(parts, "A", ampere);
        part(parts, "K", kelvin);
        part(parts, "mol", mole);
        part(parts, "cd", candela);
        return parts.isEmpty() ? "1" : String.join(" ", parts);
    }

    private static void part(List<String> parts, String unit, int power) {
        if (power != 0) parts.add(power == 1 ? unit : unit + "^" + power);
    }
}
