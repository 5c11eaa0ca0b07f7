package org.integrand.app.solve;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.integrand.app.job.Formula;
import org.integrand.app.job.JobException;
import org.integrand.app.job.PerName;
import org.integrand.app.job.Quantity;
import org.integrand.app.job.Spelling;
import org.integrand.engine.space.Tolerance;
import org.integrand.expression.system.EquationSystem;

/// The tolerances of a job: one pair of numbers, or numbers for each variable or family that is named.
///
/// @param initial the state at the start, whose units those of absolute tolerances must fit
/// @param usual   the relative tolerance of what the job does not name
record SolveTolerance(EquationSystem system, Map<String, Formula> initial, double usual) {
    private static final double RELATIVE = 1e-6;
    private static final double RELATIVE_WITH_NOISE = 1e-3; // steps are as many as one over it, with most methods
    private static final double ABSOLUTE_PART = 1e-3;

    /// @throws IllegalArgumentException in one line that begins with the key that is wrong
    static Tolerance of(SolveJob job, EquationSystem system) {
        var reader = new SolveTolerance(
                system, job.initial().orElse(Map.of()), job.noise().isPresent() ? RELATIVE_WITH_NOISE : RELATIVE);
        var relative = job.relativeTolerance().orElse(PerName.all(reader.usual));
        var absolute = job.absoluteTolerance();
        boolean uniform = relative.all().isPresent()
                && absolute.map(PerName::all).map(Optional::isPresent).orElse(true);
        return uniform ? reader.uniform(relative, absolute) : reader.each(relative, absolute);
    }

    private Tolerance uniform(PerName relative, Optional<PerName> absolute) {
        double r = number("relativeTolerance", relative.all().orElseThrow());
        double a = absolute.flatMap(PerName::all)
                .map(formula -> number("absoluteTolerance", formula))
                .orElse(r * ABSOLUTE_PART);
        return Tolerance.of(a, r);
    }

    private Tolerance each(PerName relative, Optional<PerName> absolute) {
        double[] r = new double[system.dimension()];
        Arrays.fill(r, usual);
        fill(r, "relativeTolerance", relative);
        double[] a = new double[r.length];
        Arrays.setAll(a, k -> r[k] * ABSOLUTE_PART);
        absolute.ifPresent(given -> fill(a, "absoluteTolerance", given));
        for (int k = 0; k < r.length; k++) check(system.names(), k, a[k], r[k]);
        return Tolerance.of(a, r);
    }

    /// Values of single elements stand over those of their family, wherever they are written.
    private void fill(double[] values, String key, PerName given) {
        given.all().ifPresent(formula -> Arrays.fill(values, number(key, formula)));
        for (boolean family : new boolean[] {true, false}) {
            given.each().forEach((name, formula) -> {
                var positions = positions(key, name);
                if ((positions.length > 1) != family) return;
                String where = key + "." + name;
                sameDimension(where, name, formula);
                for (int k : positions) values[k] = number(where, formula);
            });
        }
    }

    /// A variable's position, or those of all elements of a family.
    private int[] positions(String key, String name) {
        String family = name.replaceFirst("\\[\\s*\\p{L}\\s*\\]$", "");
        for (var one : system.families())
            if (one.name().equals(family) && !system.isSingle(one)) {
                int[] all = new int[one.to() - one.from() + 1];
                for (int i = 0; i < all.length; i++) all[i] = one.position(one.from() + i);
                return all;
            }
        int position = system.position(name)
                .orElseThrow(() -> new JobException(key + "." + name + ": there is no such variable"
                        + Spelling.hint(name, system.names().stream().limit(20).toList())));
        return new int[] {position};
    }

    private double number(String where, Formula formula) {
        try {
            var quantity = Quantity.of(formula.text());
            if (quantity.isPresent()) return quantity.get().difference();
        } catch (IllegalArgumentException e) {
            throw new JobException(where + ": " + e.getMessage());
        }
        return system.constant(where, formula.text());
    }

    private void sameDimension(String where, String name, Formula formula) {
        if (where.startsWith("relative")) return;
        var start = Optional.ofNullable(initial.get(name)).flatMap(value -> Quantity.of(value.text()));
        var its = Quantity.of(formula.text());
        if (start.isEmpty()
                || its.isEmpty()
                || start.get().dimension().equals(its.get().dimension())) return;
        throw new JobException(where + ": " + formula.text() + ": expected a quantity in "
                + start.get().dimension() + " as in initial." + name + ", not in "
                + its.get().dimension());
    }

    private static void check(List<String> names, int k, double absolute, double relative) {
        String of = " of " + names.get(k) + ": expected ";
        if (!(absolute >= 0 && Double.isFinite(absolute)))
            throw new JobException("absolute tolerance " + absolute + of + "a finite number >= 0");
        if (!(relative == 0 || (relative >= 1e-15 && Double.isFinite(relative))))
            throw new JobException("relative tolerance " + relative + of + "0 or at least 1e-15 (machine precision)");
        if (absolute == 0 && relative == 0)
            throw new JobException("absolute and relative tolerance" + of.replace(": expected ", "")
                    + " are both 0: expected one of them > 0");
    }
}
