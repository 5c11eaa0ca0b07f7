package org.integrand.app.solve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.integrand.expression.Family;
import org.integrand.expression.system.EquationSystem;

/// How the state at the start depends on parameters: dy0_i / dp_k, exact.
final class InitialSlopes {
    private static final Pattern KEY = Pattern.compile("\\s*([\\p{L}_][\\p{L}\\d_]*)\\s*(?:\\[\\s*(.+?)\\s*\\])?\\s*");

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\d_]*");

    private final double[][] slopes; // by parameter, then by position

    private InitialSlopes(double[][] slopes) {
        this.slopes = slopes;
    }

    /// @param system the system without parameters among its variables
    /// @param p      their values
    static InitialSlopes of(ParametricText text, EquationSystem system, double[] p) {
        var found = new InitialSlopes(new double[p.length][system.dimension()]);
        text.text().initial().forEach((key, formula) -> {
            Matcher match = KEY.matcher(key);
            if (match.matches()) found.read(text, system, p, match, formula); // else it was refused before
        });
        return found;
    }

    private void read(ParametricText text, EquationSystem system, double[] p, Matcher key, String formula) {
        String index = key.group(2);
        boolean each = index != null && NAME.matcher(index).matches();
        Family family = system.families().stream()
                .filter(f -> f.name().equals(key.group(1)))
                .findFirst()
                .orElseThrow();
        int from = each || index == null ? family.from() : (int) system.constant("initial", index);
        int to = each ? family.to() : from;
        for (double[] row : slopes) for (int i = from; i <= to; i++) row[family.position(i)] = 0;
        if (!text.depends(formula)) return;
        String name = text.unused("start");
        var start = text.initial(each ? name + "[" + index + "=" + from + ".." + to + "]" : name, formula);
        int count = to - from + 1;
        double[] state = new double[count + p.length];
        System.arraycopy(p, 0, state, count, p.length);
        var partials = start.partials();
        double[] values = new double[partials.size()];
        partials.values().evaluate(0, state, values);
        int[] rows = partials.rows();
        int[] columns = partials.columns();
        for (int e = 0; e < values.length; e++)
            if (rows[e] < count && columns[e] >= count)
                slopes[columns[e] - count][family.position(from + rows[e])] += values[e];
    }

    /// sum_i adjoint_i dy0_i / dp_k
    double along(int k, double[] adjoint) {
        double sum = 0;
        for (int i = 0; i < adjoint.length; i++) sum += adjoint[i] * slopes[k][i];
        return sum;
    }
}
