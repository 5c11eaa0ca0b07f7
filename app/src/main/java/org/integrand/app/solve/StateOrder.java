package org.integrand.app.solve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.integrand.expression.system.Partials;

/// The order of the variables that makes the Jacobian's band narrow: reverse Cuthill-McKee. Breadth first from a
/// variable with few neighbours, at each level those with fewer neighbours first, then all backwards. Source: E.
/// Cuthill, J. McKee, "Reducing the bandwidth of sparse symmetric matrices", Proc. 24th ACM National Conference
/// (1969); A. George (1971) for the reversal.
final class StateOrder {
    private StateOrder() {}

    /// The diagonals that a matrix has below and above the main one.
    record Band(int lower, int upper) {
        /// Whether a banded factorization is much cheaper than a dense one.
        boolean isNarrow(int dimension) {
            return 4L * (2L * lower + upper + 1) < dimension;
        }
    }

    static Band band(Partials partials) {
        int[] rows = partials.rows();
        int[] columns = partials.columns();
        int lower = 0;
        int upper = 0;
        for (int k = 0; k < rows.length; k++) {
            lower = Math.max(lower, rows[k] - columns[k]);
            upper = Math.max(upper, columns[k] - rows[k]);
        }
        return new Band(lower, upper);
    }

    /// The variables in their new order.
    static int[] narrow(Partials partials, int dimension) {
        var neighbours = neighbours(partials, dimension);
        var byDegree = Comparator.<Integer>comparingInt(v -> neighbours[v].length);
        boolean[] seen = new boolean[dimension];
        int[] order = new int[dimension];
        int count = 0;
        for (int root : IntStream.range(0, dimension).boxed().sorted(byDegree).toList()) {
            if (seen[root]) continue;
            var queue = new ArrayDeque<Integer>();
            queue.add(root);
            seen[root] = true;
            while (!queue.isEmpty()) {
                int v = queue.remove();
                order[dimension - 1 - count++] = v;
                Arrays.stream(neighbours[v])
                        .boxed()
                        .filter(w -> !seen[w])
                        .sorted(byDegree)
                        .forEach(w -> {
                            seen[w] = true;
                            queue.add(w);
                        });
            }
        }
        return order;
    }

    private static int[][] neighbours(Partials partials, int dimension) {
        var sets = new ArrayList<TreeSet<Integer>>();
        for (int i = 0; i < dimension; i++) sets.add(new TreeSet<>());
        int[] rows = partials.rows();
        int[] columns = partials.columns();
        for (int k = 0; k < rows.length; k++) {
            if (rows[k] == columns[k]) continue;
            sets.get(rows[k]).add(columns[k]);
            sets.get(columns[k]).add(rows[k]);
        }
        return sets.stream()
                .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }
}
