package org.integrand.engine.jacobian;

import java.util.Arrays;

/// A triangular factor that grows column by column.
final class SparseColumns {
    final int[] starts;
    int[] rows;
    double[] values;
    private int count;

    SparseColumns(int n, int capacity) {
        starts = new int[n + 1];
        rows = new int[capacity];
        values = new double[capacity];
    }

    void clear() {
        count = 0;
    }

    void append(int row, double value) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        rows[count] = row;
        values[count++] = value;
    }

    /// Column k is complete.
    void close(int k) {
        starts[k + 1] = count;
    }

    /// x -= factor times column k
    void subtract(int k, double factor, double[] x) {
        for (int e = starts[k]; e < starts[k + 1]; e++) x[rows[e]] -= factor * values[e];
    }

    /// Row i becomes row numbers[i].
    void renumber(int[] numbers) {
        for (int e = 0; e < count; e++) rows[e] = numbers[rows[e]];
    }
}
