package org.integrand.app.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The units that have a name, with their prefixes. Values: BIPM, "The International System of Units", 9th edition
/// (2019); NIST Special Publication 811, appendix B (2008), for those outside of it; CODATA 2018 for the dalton.
final class UnitNames {
    private static final Map<String, Integer> PREFIXES = Map.ofEntries(
            Map.entry("Q", 30),
            Map.entry("R", 27),
            Map.entry("Y", 24),
            Map.entry("Z", 21),
            Map.entry("E", 18),
            Map.entry("P", 15),
            Map.entry("T", 12),
            Map.entry("G", 9),
            Map.entry("M", 6),
            Map.entry("k", 3),
            Map.entry("h", 2),
            Map.entry("da", 1),
            Map.entry("d", -1),
            Map.entry("c", -2),
            Map.entry("m", -3),
            Map.entry("u", -6),
            Map.entry("µ", -6),
            Map.entry("μ", -6),
            Map.entry("n", -9),
            Map.entry("p", -12),
            Map.entry("f", -15),
            Map.entry("a", -18),
            Map.entry("z", -21),
            Map.entry("y", -24),
            Map.entry("r", -27),
            Map.entry("q", -30));

    private static final Dimension METRE = new Dimension(1, 0, 0, 0, 0, 0, 0);
    private static final Dimension KILOGRAM = new Dimension(0, 1, 0, 0, 0, 0, 0);
    private static final Dimension SECOND = new Dimension(0, 0, 1, 0, 0, 0, 0);
    private static final Dimension KELVIN = new Dimension(0, 0, 0, 0, 1, 0, 0);
    private static final Dimension MOLE = new Dimension(0, 0, 0, 0, 0, 1, 0);
    private static final Dimension VOLUME = METRE.power(3);
    private static final Dimension PER_SECOND = SECOND.power(-1);
    private static final Dimension FORCE = new Dimension(1, 1, -2, 0, 0, 0, 0);
    private static final Dimension PRESSURE = new Dimension(-1, 1, -2, 0, 0, 0, 0);
    private static final Dimension ENERGY = new Dimension(2, 1, -2, 0, 0, 0, 0);
    private static final Dimension POWER = new Dimension(2, 1, -3, 0, 0, 0, 0);
    private static final Dimension VOLT = new Dimension(2, 1, -3, -1, 0, 0, 0);

    private final Map<String, Unit> prefixed = new HashMap<>(); // they take prefixes
    private final Map<String, Unit> plain = new HashMap<>();

    UnitNames() {
        base();
        derived();
        others();
    }

    private void base() {
        prefixed("m", "1", METRE);
        prefixed("g", "0.001", KILOGRAM);
        prefixed("s", "1", SECOND);
        prefixed("A", "1", new Dimension(0, 0, 0, 1, 0, 0, 0));
        prefixed("K", "1", KELVIN);
        prefixed("mol", "1", MOLE);
        prefixed("cd", "1", new Dimension(0, 0, 0, 0, 0, 0, 1));
    }

    private void derived() {
        prefixed("Hz", "1", PER_SECOND);
        prefixed("N", "1", FORCE);
        prefixed("Pa", "1", PRESSURE);
        prefixed("J", "1", ENERGY);
        prefixed("W", "1", POWER);
        prefixed("C", "1", new Dimension(0, 0, 1, 1, 0, 0, 0));
        prefixed("V", "1", VOLT);
        prefixed("F", "1", new Dimension(-2, -1, 4, 2, 0, 0, 0));
        prefixed("Ω", "1", new Dimension(2, 1, -3, -2, 0, 0, 0));
        prefixed("ohm", "1", new Dimension(2, 1, -3, -2, 0, 0, 0));
        prefixed("S", "1", new Dimension(-2, -1, 3, 2, 0, 0, 0));
        prefixed("Wb", "1", new Dimension(2, 1, -2, -1, 0, 0, 0));
        prefixed("T", "1", new Dimension(0, 1, -2, -1, 0, 0, 0));
        prefixed("H", "1", new Dimension(2, 1, -2, -2, 0, 0, 0));
        prefixed("Bq", "1", PER_SECOND);
        prefixed("Gy", "1", new Dimension(2, 0, -2, 0, 0, 0, 0));
        prefixed("kat", "1", MOLE.times(PER_SECOND));
        prefixed("rad", "1", Dimension.NONE);
    }

    private void others() {
        plain("min", "60", SECOND);
        plain("h", "3600", SECOND);
        plain("d", "86400", SECOND);
        plain("day", "86400", SECOND);
        plain("week", "604800", SECOND);
        plain("year", "31557600", SECOND); // Julian
        prefixed("l", "0.001", VOLUME);
        prefixed("L", "0.001", VOLUME);
        plain("t", "1000", KILOGRAM);
        prefixed("u", "1.66053906660e-27", KILOGRAM);
        prefixed("Da", "1.66053906660e-27", KILOGRAM);
        prefixed("eV", "1.602176634e-19", ENERGY);
        prefixed("cal", "4.184", ENERGY);
        prefixed("bar", "100000", PRESSURE);
        plain("atm", "101325", PRESSURE);
        plain("psi", "6894.757293168361", PRESSURE);
        plain("mmHg", "133.322387415", PRESSURE);
        prefixed("Torr", "133.32236842105263157894736842105263158", PRESSURE);
        prefixed("M", "1000", MOLE.times(VOLUME.power(-1)));
        plain("in", "0.0254", METRE);
        plain("ft", "0.3048", METRE);
        plain("Å", "1e-10", METRE);
        plain("deg", "0.01745329251994329576923690768488612713", Dimension.NONE);
        plain("°", "0.01745329251994329576923690768488612713", Dimension.NONE);
        plain("%", "0.01", Dimension.NONE);
        plain("ppm", "1e-6", Dimension.NONE);
        temperature("degC", "1", "273.15");
        temperature("°C", "1", "273.15");
        temperature("degF", "0.5555555555555555555555555555555555555556", "459.67");
        temperature("°F", "0.5555555555555555555555555555555555555556", "459.67");
    }

    private void prefixed(String name, String scale, Dimension dimension) {
        prefixed.put(name, Unit.of(scale, dimension));
    }

    private void plain(String name, String scale, Dimension dimension) {
        plain.put(name, Unit.of(scale, dimension));
    }

    private void temperature(String name, String scale, String offset) {
        plain.put(name, new Unit(KELVIN, new BigDecimal(scale), new BigDecimal(offset)));
    }

    /// A name as a whole comes before a prefix and a name: `min` is a minute, `cd` a candela.
    Optional<Unit> find(String name) {
        var whole = plain.containsKey(name) ? plain.get(name) : prefixed.get(name);
        if (whole != null) return Optional.of(whole);
        for (int length = 1; length <= 2 && length < name.length(); length++) {
            var power = PREFIXES.get(name.substring(0, length));
            var unit = prefixed.get(name.substring(length));
            if (power != null && unit != null)
                return Optional.of(unit.times(BigDecimal.TEN.pow(power, MathContext.DECIMAL128)));
        }
        return Optional.empty();
    }

    /// All names, without prefixes but the usual ones; those about as long as what was written come first.
    List<String> names(String written) {
        var names = new ArrayList<String>();
        names.addAll(plain.keySet());
        names.addAll(prefixed.keySet());
        names.addAll(List.of("kg", "cm", "mm", "nm", "km", "ms", "kJ", "kPa", "mbar", "ml", "mmol", "kcal"));
        names.sort(Comparator.<String>comparingInt(name -> Math.abs(name.length() - written.length()))
                .thenComparing(Comparator.naturalOrder()));
        return names;
    }
}
