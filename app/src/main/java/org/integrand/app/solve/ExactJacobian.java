package org.integrand.app.solve;

import java.util.HashMap;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.jacobian.JacobianFunction;
import org.integrand.engine.jacobian.SparsityPattern;
import org.integrand.expression.system.EquationSystem;
import org.integrand.expression.system.Partials;

/// The Jacobian of a system of equations: exact entries, in the structure that a job asks for or that the
/// equations show.
final class ExactJacobian {
    /// fewer variables than this are not worth a sparse matrix
    private static final int LARGE = 50;

    private ExactJacobian() {}

    static Jacobian of(JacobianSpec wanted, EquationSystem system) {
        if (wanted instanceof JacobianSpec.MatrixFree) return withTime(Jacobian.matrixFree(), system);
        int n = system.dimension();
        var partials = system.partials();
        var function = function(partials);
        var band = StateOrder.band(partials);
        return withTime(
                switch (wanted) {
                    case JacobianSpec.Auto _ -> {
                        if (band.isNarrow(n)) yield Jacobian.banded(band.lower(), band.upper(), function);
                        boolean empty = n >= LARGE && 10L * partials.size() < (long) n * n;
                        yield empty ? Jacobian.sparse(pattern(partials, n), function) : Jacobian.dense(function);
                    }
                    case JacobianSpec.Banded(int lower, int upper) -> {
                        if (band.lower() > lower || band.upper() > upper)
                            throw new IllegalArgumentException("jacobian: lower " + lower + ", upper " + upper
                                    + ": expected at least " + band.lower() + " and " + band.upper()
                                    + ", which the equations have");
                        yield Jacobian.banded(lower, upper, function);
                    }
                    case JacobianSpec.Sparse _ -> Jacobian.sparse(pattern(partials, n), function);
                    case JacobianSpec.Dense _, JacobianSpec.MatrixFree _ -> Jacobian.dense(function);
                },
                system);
    }

    private static Jacobian withTime(Jacobian jacobian, EquationSystem system) {
        return system.timeDerivative()
                .map(ft -> jacobian.timeDerivative(ft::evaluate))
                .orElseGet(jacobian::autonomous);
    }

    private static SparsityPattern pattern(Partials partials, int dimension) {
        var pattern = SparsityPattern.square(dimension);
        int[] rows = partials.rows();
        int[] columns = partials.columns();
        for (int k = 0; k < rows.length; k++) pattern.entry(rows[k], columns[k]);
        return pattern.build();
    }

    /// Writes every entry once; those of one place are added up before.
    private static JacobianFunction function(Partials partials) {
        int[] rows = partials.rows();
        int[] columns = partials.columns();
        int[] place = new int[rows.length]; // the first entry of the same row and column
        var first = new HashMap<Long, Integer>();
        for (int k = 0; k < rows.length; k++) {
            int at = k;
            place[k] = first.computeIfAbsent(((long) rows[k] << 32) | columns[k], _ -> at);
        }
        double[] values = new double[rows.length];
        var compiled = partials.values();
        return (t, y, into) -> {
            compiled.evaluate(t, y, values);
            for (int k = 0; k < values.length; k++) if (place[k] != k) values[place[k]] += values[k];
            for (int k = 0; k < values.length; k++) if (place[k] == k) into.set(rows[k], columns[k], values[k]);
        };
    }

    /// The same system with its variables in an order that makes the band narrow, where there is one.
    static EquationSystem arranged(EquationSystem system) {
        boolean singles = system.families().stream().allMatch(system::isSingle);
        var partials = system.partials();
        int n = system.dimension();
        if (!singles || StateOrder.band(partials).isNarrow(n)) return system;
        int[] order = StateOrder.narrow(partials, n);
        int[] place = new int[n];
        for (int k = 0; k < n; k++) place[order[k]] = k;
        int[] rows = partials.rows();
        int[] columns = partials.columns();
        int widest = 0;
        for (int k = 0; k < rows.length; k++) widest = Math.max(widest, Math.abs(place[rows[k]] - place[columns[k]]));
        return new StateOrder.Band(widest, widest).isNarrow(n) ? system.reordered(order) : system;
    }
}
