package org.integrand.diffusion.usf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.schedule.NoiseLevel;

/// A schedule as coefficients: all that another program needs to run it. Each row says
///
///     x_to = carry x_from + sum of weight * P_point + offset,
///
/// P the prediction in the row's form at the state that was evaluated at that point: of a corrected point the
/// prediction, unless its corrector is implicit.
///
/// @param levels of all points, the start first
/// @param rows   predictors and correctors, in the order they are done
public record CoefficientTable(List<NoiseLevel> levels, List<Row> rows) {
    /// One sum.
    ///
    /// @param to   number of the point that is made
    /// @param kind NONE for a predictor
    /// @param from number of the point it starts from
    public record Row(
            int to,
            Corrector.Kind kind,
            int from,
            Form form,
            PerComponent carry,
            List<Weight> weights,
            PerComponent offset) {
        public Row {
            weights = List.copyOf(weights);
        }
    }

    /// A weight of the value at a point.
    public record Weight(int point, PerComponent weight) {}

    public CoefficientTable {
        levels = List.copyOf(levels);
        rows = List.copyOf(rows);
    }

    /// As comma-separated lines under a heading; points that a row does not read are empty. Weights that differ
    /// by component have no place in it.
    /// @throws IllegalArgumentException when a coefficient differs by component
    public String csv() {
        var text = new StringBuilder("to,t,lambda,part,form,from,carry");
        for (int point = 0; point < levels.size(); point++)
            text.append(",weight_").append(point);
        text.append('\n');
        for (Row row : rows) {
            NoiseLevel at = levels.get(row.to());
            List<String> cells = new ArrayList<>(List.of(
                    String.valueOf(row.to()),
                    String.valueOf(at.t()),
                    at.noiseless() ? "" : String.valueOf(at.halfLogSnr()),
                    row.kind() == Corrector.Kind.NONE
                            ? "predictor"
                            : row.kind().key().toLowerCase(Locale.ROOT) + " corrector",
                    row.form().key(),
                    String.valueOf(row.from()),
                    number(row.carry())));
            for (int point = 0; point < levels.size(); point++) {
                int which = point;
                cells.add(row.weights().stream()
                        .filter(weight -> weight.point() == which)
                        .map(weight -> number(weight.weight()))
                        .findFirst()
                        .orElse(""));
            }
            text.append(String.join(",", cells)).append('\n');
        }
        return text.toString();
    }

    private static String number(PerComponent value) {
        if (value.size() > 1)
            throw new IllegalArgumentException("coefficients of " + value.size()
                    + " components: a table has one for all, expected a schedule without "
                    + Form.EMPIRICAL.key());
        return String.valueOf(value.at(0));
    }
}
