package org.integrand.engine.sensitivity;

import java.util.Arrays;
import org.integrand.engine.jacobian.Entries;

/// df/dy and df/dp at one point side by side, by columns.
final class Filled {
    private final int n;
    private final int m;
    private final double[] columns;
    private final Entries state;
    private final Entries parameters;

    Filled(int dimension, int parameterCount) {
        n = dimension;
        m = parameterCount;
        columns = new double[n * (n + m)];
        state = (row, column, value) -> set("df/dy", row, column, n, 0, value);
        parameters = (row, column, value) -> set("df/dp", row, column, m, n, value);
    }

    private void set(String what, int row, int column, int width, int before, double value) {
        if (row < 0 || row >= n || column < 0 || column >= width)
            throw new IllegalArgumentException("entry (" + row + ", " + column + ") of " + what
                    + ": expected rows 0 ... " + (n - 1) + ", columns 0 ... " + (width - 1));
        columns[(before + column) * n + row] = value;
    }

    void clear() {
        Arrays.fill(columns, 0);
    }

    Entries state() {
        return state;
    }

    Entries parameters() {
        return parameters;
    }

    /// Column j of (df/dy, df/dp): entry i is value_i factor.
    void column(int j, double[] values, double factor) {
        for (int i = 0; i < n; i++) columns[j * n + i] = values[i] * factor;
    }

    /// intoY = (df/dy)^T v, intoP = (df/dp)^T v
    void pull(double[] v, double[] intoY, double[] intoP) {
        for (int j = 0; j < n + m; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) sum += columns[j * n + i] * v[i];
            if (j < n) intoY[j] = sum;
            else intoP[j - n] = sum;
        }
    }

    /// into = df/dy dy + df/dp dp
    void push(double[] dy, double[] dp, double[] into) {
        Arrays.fill(into, 0);
        for (int j = 0; j < n + m; j++) {
            double x = j < n ? dy[j] : dp[j - n];
            if (x == 0) continue;
            for (int i = 0; i < n; i++) into[i] += columns[j * n + i] * x;
        }
    }

    /// Writes df/dy.
    void state(Entries into) {
        for (int j = 0; j < n; j++) for (int i = 0; i < n; i++) into.set(i, j, columns[j * n + i]);
    }
}
