package org.integrand.engine.jacobian;

import java.util.Arrays;

/// LU factorization of a sparse matrix of fixed pattern, P A Q = L U: Q from outside, P by partial pivoting
/// that prefers the diagonal while it is at least a tenth of the largest entry.
///
/// The first factorization finds P and the patterns of L and U column by column (J. R. Gilbert, T. Peierls,
/// "Sparse partial pivoting in time proportional to arithmetic operations", SIAM J. Sci. Stat. Comput. 9,
/// 1988). Later ones keep them and only compute numbers, unless a pivot falls below a thousandth of its column,
/// which starts anew.
final class SparseLu {
    private static final double PREFER_DIAGONAL = 0.1;
    private static final double KEEP_PIVOT = 1e-3;

    private final int n;
    private final SparsityPattern a;
    private final int[] order;
    private final SparseColumns lower; // without its unit diagonal
    private final SparseColumns upper; // without its diagonal
    private final double[] pivots;
    /// position of a row in the order of pivots; -1 as long as it has none
    private final int[] position;
    private final double[] work;
    private final int[] marks;
    private final int[] reached;
    private final int[] stack;
    private final int[] progress;
    private boolean known;

    SparseLu(SparsityPattern pattern, int[] order) {
        this.a = pattern;
        this.order = order;
        n = pattern.dimension;
        lower = new SparseColumns(n, 4 * pattern.entries());
        upper = new SparseColumns(n, 4 * pattern.entries());
        pivots = new double[n];
        position = new int[n];
        work = new double[n];
        marks = new int[n];
        reached = new int[n];
        stack = new int[n];
        progress = new int[n];
    }

    /// @param values in the order of the pattern
    boolean factor(double[] values) {
        if (known && refactor(values)) return true;
        Arrays.fill(work, 0);
        known = discover(values);
        if (known) lower.renumber(position);
        return known;
    }

    /// Numbers only; false when the pivots of before no longer do.
    private boolean refactor(double[] values) {
        for (int k = 0; k < n; k++) {
            int column = order[k];
            for (int e = a.starts[column]; e < a.starts[column + 1]; e++) work[position[a.rows[e]]] = values[e];
            for (int e = upper.starts[k]; e < upper.starts[k + 1]; e++) {
                int p = upper.rows[e];
                double factor = work[p];
                upper.values[e] = factor;
                work[p] = 0;
                if (factor != 0) lower.subtract(p, factor, work);
            }
            double pivot = work[k];
            work[k] = 0;
            double largest = Math.abs(pivot);
            for (int e = lower.starts[k]; e < lower.starts[k + 1]; e++) {
                int row = lower.rows[e];
                largest = Math.max(largest, Math.abs(work[row])); // NaN stays
                lower.values[e] = work[row] / pivot;
                work[row] = 0;
            }
            if (!(largest > 0 && largest < Double.POSITIVE_INFINITY && Math.abs(pivot) >= KEEP_PIVOT * largest))
                return false;
            pivots[k] = pivot;
        }
        return true;
    }

    private boolean discover(double[] values) {
        Arrays.fill(position, -1);
        Arrays.fill(marks, -1);
        lower.clear();
        upper.clear();
        for (int k = 0; k < n; k++) {
            int column = order[k];
            int top = reach(k, column);
            for (int e = a.starts[column]; e < a.starts[column + 1]; e++) work[a.rows[e]] = values[e];
            double largest = 0;
            int best = -1;
            for (int r = top; r < n; r++) {
                int row = reached[r];
                double value = work[row];
                if (position[row] >= 0) {
                    upper.append(position[row], value);
                    lower.subtract(position[row], value, work);
                    work[row] = 0;
                } else if (!(Math.abs(value) <= largest)) {
                    largest = Math.abs(value);
                    best = row;
                    if (Double.isNaN(value)) return false;
                }
            }
            if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) return false;
            if (position[column] < 0 && Math.abs(work[column]) >= PREFER_DIAGONAL * largest) best = column;
            double pivot = work[best];
            pivots[k] = pivot;
            position[best] = k;
            for (int r = top; r < n; r++) {
                int row = reached[r];
                if (position[row] < 0) lower.append(row, work[row] / pivot);
                work[row] = 0;
            }
            lower.close(k);
            upper.close(k);
        }
        return true;
    }

    /// The rows that column k of L and U can reach, reached[top] ... reached[n - 1], each after those it needs:
    /// depth-first search in the graph of L from the entries of the column.
    private int reach(int k, int column) {
        int top = n;
        for (int e = a.starts[column]; e < a.starts[column + 1]; e++)
            if (marks[a.rows[e]] != k) top = descend(k, a.rows[e], top);
        return top;
    }

    private int descend(int k, int root, int end) {
        int top = end;
        int depth = 0;
        push(depth, root);
        marks[root] = k;
        while (depth >= 0) {
            int row = stack[depth];
            int p = position[row];
            int last = p < 0 ? 0 : lower.starts[p + 1];
            boolean deeper = false;
            while (p >= 0 && progress[depth] < last) {
                int next = lower.rows[progress[depth]++];
                if (marks[next] == k) continue;
                marks[next] = k;
                push(++depth, next);
                deeper = true;
                break;
            }
            if (!deeper) {
                reached[--top] = row;
                depth--;
            }
        }
        return top;
    }

    private void push(int depth, int row) {
        stack[depth] = row;
        progress[depth] = position[row] < 0 ? 0 : lower.starts[position[row]];
    }

    /// Entries of both factors, the diagonal of U included.
    int entries() {
        return lower.starts[n] + upper.starts[n] + n;
    }

    /// b = A^-1 b
    void solve(double[] b) {
        for (int i = 0; i < n; i++) work[position[i]] = b[i];
        for (int k = 0; k < n; k++) lower.subtract(k, work[k], work);
        for (int k = n - 1; k >= 0; k--) {
            double x = work[k] / pivots[k];
            work[k] = x;
            upper.subtract(k, x, work);
        }
        for (int k = 0; k < n; k++) {
            b[order[k]] = work[k];
            work[k] = 0;
        }
    }
}
