package org.integrand.engine.method.stochastic;

import java.util.List;
import org.integrand.engine.problem.AdditiveNoise;
import org.integrand.engine.problem.ItoProblem;

/// A stochastic Runge-Kutta method for additive noise, with g at the ends of the step only:
///
/// H_i = y + h sum_{j < i} a_ij f(t + c_j h, H_j) + (p_i g(t) + q_i g(t1)) I / h,
///
/// y1 = y + h sum_i b_i f(t + c_i h, H_i) + g(t1) (dW - I / h) + g(t) I / h,   I = int (W - W(t)) dr over the step.
///
/// Strong order 3/2 when sum b = 1, sum b c = 1/2, sum b (p + q) = 1, sum b (p + q)^2 = 3/2, c_i = sum_j a_ij.
/// The last term is exact for g linear in t.
///
/// The error is estimated by the difference to the method with weights `lower` for f and g(t) dW alone, whose
/// step errs by O(h^(3/2)).
///
/// Source: A. Roessler, "Runge-Kutta methods for the strong approximation of solutions of stochastic differential
/// equations", SIAM J. Numer. Anal. 48 (2010), tables of SRA1 and SRA3.
///
/// @param name    in lower case
/// @param rows    a, row by row, strictly lower triangle
/// @param nodes   c
/// @param weights b
/// @param lower   weights of the lower method
/// @param atStart p
/// @param atEnd   q
public record AdditiveTableau(
        String name,
        List<List<Double>> rows,
        List<Double> nodes,
        List<Double> weights,
        List<Double> lower,
        List<Double> atStart,
        List<Double> atEnd) {
    /// Two stages, order 2 without noise.
    public static final AdditiveTableau SRA1 = new AdditiveTableau(
            "sra1",
            List.of(List.of(), List.of(3 / 4.0)),
            List.of(0.0, 3 / 4.0),
            List.of(1 / 3.0, 2 / 3.0),
            List.of(1.0, 0.0),
            List.of(0.0, 0.0),
            List.of(0.0, 3 / 2.0));

    /// Three stages, order 3 without noise.
    public static final AdditiveTableau SRA3 = new AdditiveTableau(
            "sra3",
            List.of(List.of(), List.of(1.0), List.of(1 / 4.0, 1 / 4.0)),
            List.of(0.0, 1.0, 1 / 2.0),
            List.of(1 / 6.0, 1 / 6.0, 2 / 3.0),
            List.of(1 / 2.0, 1 / 2.0, 0.0),
            List.of(0.0, 0.0, 1 / 2.0),
            List.of(0.0, 0.0, 1.0));

    public AdditiveTableau {
        rows = rows.stream().map(List::copyOf).toList();
        nodes = List.copyOf(nodes);
        weights = List.copyOf(weights);
        lower = List.copyOf(lower);
        atStart = List.copyOf(atStart);
        atEnd = List.copyOf(atEnd);
        int stages = weights.size();
        for (int i = 0; i < rows.size(); i++)
            if (rows.get(i).size() != i)
                throw new IllegalArgumentException("row " + i + " of " + name + ": expected " + i + " numbers");
        for (var column : List.of(rows, nodes, lower, atStart, atEnd))
            if (column.size() != stages)
                throw new IllegalArgumentException(
                        name + ": " + column.size() + " entries, expected one for each of " + stages + " weights");
    }

    /// The method of this table.
    public StochasticMethod<ItoProblem<AdditiveNoise>> method() {
        return new SchemeMethod<>(name, 2, 1.5, 2, step -> new AdditiveRungeKutta(this, step));
    }
}
