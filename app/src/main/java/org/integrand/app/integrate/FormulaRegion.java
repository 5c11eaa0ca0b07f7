package org.integrand.app.integrate;

import java.util.List;
import org.integrand.engine.quadrature.multi.Region;
import org.integrand.expression.CompiledFormulas;

/// Ranges whose bounds may depend on the variables before.
///
/// @param time   which variable is t; -1: none
/// @param ranges of each variable, outer ones first
record FormulaRegion(int time, List<Range> ranges) implements Region {
    /// From one bound to another.
    record Range(Bound from, Bound to) {}

    /// A formula of the variables before.
    record Bound(CompiledFormulas formula) {
        static Bound of(double value) {
            return new Bound((t, y, into) -> into[0] = value);
        }

        double at(double t, double[] y) {
            double[] value = new double[1];
            formula.evaluate(t, y, value);
            return value[0];
        }
    }

    FormulaRegion {
        ranges = List.copyOf(ranges);
    }

    @Override
    public int dimension() {
        return ranges.size();
    }

    @Override
    public double map(double[] u, double[] x) {
        double volume = 1;
        double[] one = new double[1];
        for (int k = 0; k < x.length; k++) {
            double[] y = state(x);
            double t = time(x);
            var range = ranges.get(k);
            double[] s = {u[k]};
            volume *= Region.box(
                            new double[] {range.from().at(t, y)},
                            new double[] {range.to().at(t, y)})
                    .map(s, one);
            x[k] = one[0];
        }
        return volume;
    }

    /// The bounds of the outermost variable.
    double[] ends() {
        double[] nothing = new double[ranges.size()];
        return new double[] {
            ranges.getFirst().from().at(0, nothing), ranges.getFirst().to().at(0, nothing)
        };
    }

    /// t of a point.
    double time(double[] x) {
        return time < 0 ? 0 : x[time];
    }

    /// The variables besides t.
    double[] state(double[] x) {
        if (time < 0) return x;
        double[] rest = new double[Math.max(1, x.length - 1)];
        for (int k = 0, at = 0; k < x.length; k++) if (k != time) rest[at++] = x[k];
        return rest;
    }
}
