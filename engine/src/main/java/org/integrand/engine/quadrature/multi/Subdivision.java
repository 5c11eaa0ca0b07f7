package org.integrand.engine.quadrature.multi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.integrand.engine.quadrature.Ending;
import org.integrand.engine.quadrature.Estimate;
import org.integrand.engine.quadrature.Goal;
import org.integrand.engine.quadrature.multi.GenzMalik.Cell;

/// Adaptive cubature: the cells of the unit cube with the largest errors are halved, an eighth of all
/// but no more than 64 at a time, whatever the number of threads.
final class Subdivision {
    private static final int MOST_DIMENSIONS = 15;
    private static final long FIRST = 2000;
    private static final int BATCH = 64;
    private static final double SMALLEST = 1e-13;

    private final MultipleIntegral integral;
    private final Cubature how;
    private final int d;
    private final PriorityQueue<Cell> cells =
            new PriorityQueue<>(Comparator.comparingDouble(Cell::error).reversed());

    Subdivision(MultipleIntegral integral, Cubature how) {
        this.integral = integral;
        this.how = how;
        d = integral.region().dimension();
        if (d > MOST_DIMENSIONS)
            throw new IllegalArgumentException(
                    "dimension " + d + ": cubature needs 2^d points a cell, expected at most " + MOST_DIMENSIONS
                            + "; sobol and monte-carlo take any");
    }

    Estimate run() {
        long perCell = GenzMalik.points(d);
        long evaluations = begin(perCell);
        double[] value = new double[integral.components()];
        double error = sum(value);
        double first = error;
        while (true) {
            if (error <= how.goal().allowed(value)) return ended(value, error, evaluations, Ending.CONVERGED);
            if (how.cancellation().pending()) return ended(value, error, evaluations, Ending.CANCELLED);
            int batch = Math.clamp(cells.size() / 8, 1, BATCH);
            if (evaluations + 2 * perCell * batch > how.goal().evaluations())
                return ended(value, error, evaluations, Ending.EVALUATION_LIMIT);
            var worst = new ArrayList<Cell>();
            for (int k = 0; k < batch; k++) worst.add(cells.remove());
            if (worst.stream().anyMatch(cell -> cell.half()[cell.axis()] < SMALLEST)) {
                cells.addAll(worst);
                return ended(value, error, evaluations, Ending.SINGULAR_POINT);
            }
            cells.addAll(halves(worst));
            evaluations += 2 * perCell * batch;
            error = sum(value);
            how.progress().at(Goal.fraction(first, error, how.goal().allowed(value)), "error " + (float) error);
        }
    }

    /// The cube cut along its first axes, as one look at a whole cube may see nothing of f.
    ///
    /// @return evaluations
    private long begin(long perCell) {
        int cuts = 0;
        while (cuts < d && (2L << cuts) * perCell <= Math.min(FIRST, how.goal().evaluations() / 8)) cuts++;
        var first = new Cell[1 << cuts];
        int axes = cuts;
        how.run(first.length, k -> {
            double[] half = new double[d];
            double[] middle = new double[d];
            for (int i = 0; i < d; i++) {
                half[i] = i < axes ? 0.25 : 0.5;
                middle[i] = i < axes ? ((k >> i & 1) == 0 ? 0.25 : 0.75) : 0.5;
            }
            first[k] = new GenzMalik(integral, how.goal().norm()).apply(middle, half);
        });
        cells.addAll(List.of(first));
        return first.length * perCell;
    }

    private List<Cell> halves(List<Cell> worst) {
        var halves = new Cell[2 * worst.size()];
        how.run(worst.size(), k -> {
            var rule = new GenzMalik(integral, how.goal().norm());
            var cell = worst.get(k);
            double[] half = cell.half().clone();
            half[cell.axis()] *= 0.5;
            for (int side = 0; side < 2; side++) {
                double[] middle = cell.middle().clone();
                middle[cell.axis()] += (side == 0 ? -1 : 1) * half[cell.axis()];
                halves[2 * k + side] = rule.apply(middle, half);
            }
        });
        return List.of(halves);
    }

    /// Anew each time: the order of a heap depends on nothing but what was put in.
    private double sum(double[] value) {
        Arrays.fill(value, 0);
        double error = 0;
        for (var cell : cells) {
            for (int c = 0; c < value.length; c++) value[c] += cell.value()[c];
            error += cell.error();
        }
        return error;
    }

    private Estimate ended(double[] value, double error, long evaluations, Ending ending) {
        long gaps = cells.stream().mapToLong(Cell::gaps).sum();
        if (gaps > 0 && ending != Ending.CANCELLED)
            return Cubature.ended(value, error, evaluations, Ending.NON_FINITE, " at " + gaps + " points");
        return Cubature.ended(value, error, evaluations, ending, "");
    }
}
