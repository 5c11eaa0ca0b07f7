package org.integrand.engine.jacobian;

import java.util.Arrays;
import java.util.Optional;

/// A sparse J by columns. A complex matrix M + i s I is factored as the real one of twice the size, real and
/// imaginary parts of an unknown side by side.
final class SparseMatrix implements StructuredMatrix {
    private final SparsityPattern pattern;
    private final double[] j;
    private final double[] shifted;
    private final int[] order;
    private final SparseLu lu;
    private Optional<Doubled> doubled = Optional.empty();

    SparseMatrix(SparsityPattern pattern) {
        this.pattern = pattern;
        j = new double[pattern.entries()];
        shifted = new double[pattern.entries()];
        order = MinimumDegree.order(pattern);
        lu = new SparseLu(pattern, order);
    }

    @Override
    public int dimension() {
        return pattern.dimension;
    }

    @Override
    public void clear() {
        Arrays.fill(j, 0);
    }

    @Override
    public void set(int row, int column, double value) {
        int n = pattern.dimension;
        int index = row < 0 || row >= n || column < 0 || column >= n ? -1 : pattern.index(row, column);
        if (index < 0)
            throw new IllegalArgumentException(
                    "Jacobian entry (" + row + ", " + column + "): expected one of the declared pattern, " + pattern);
        j[index] = value;
    }

    @Override
    public int[] groups() {
        return pattern.colours();
    }

    @Override
    public void difference(int column, double[] moved, double[] base, double delta) {
        double inverse = 1 / delta;
        for (int e = pattern.starts[column]; e < pattern.starts[column + 1]; e++) {
            int row = pattern.rows[e];
            j[e] = (moved[row] - base[row]) * inverse;
        }
    }

    @Override
    public boolean factor(double scale) {
        for (int c = 0; c < pattern.dimension; c++)
            for (int e = pattern.starts[c]; e < pattern.starts[c + 1]; e++)
                shifted[e] = (pattern.rows[e] == c ? scale : 0) - j[e];
        return lu.factor(shifted);
    }

    @Override
    public boolean factor(double re, double im) {
        if (doubled.isEmpty()) doubled = Optional.of(new Doubled());
        return doubled.get().factor(re, im);
    }

    @Override
    public void solve(double[] b) {
        lu.solve(b);
    }

    @Override
    public void solve(double[] re, double[] im) {
        doubled.orElseThrow().solve(re, im);
    }

    @Override
    public void multiply(double[] x, double[] into) {
        Arrays.fill(into, 0);
        for (int c = 0; c < pattern.dimension; c++)
            for (int e = pattern.starts[c]; e < pattern.starts[c + 1]; e++) into[pattern.rows[e]] += j[e] * x[c];
    }

    /// (re + i im) I - J as a real matrix: entry (r, c) becomes the block (a, -b; b, a).
    private final class Doubled {
        private final SparsityPattern blocks;
        private final double[] values;
        private final double[] both;
        private final SparseLu blockLu;

        Doubled() {
            int n = pattern.dimension;
            var builder = SparsityPattern.square(2 * n);
            for (int c = 0; c < n; c++) {
                builder.entry(2 * c + 1, 2 * c).entry(2 * c, 2 * c + 1);
                for (int e = pattern.starts[c]; e < pattern.starts[c + 1]; e++) {
                    int r = pattern.rows[e];
                    builder.entry(2 * r, 2 * c).entry(2 * r + 1, 2 * c + 1);
                }
            }
            blocks = builder.build();
            values = new double[blocks.entries()];
            both = new double[2 * n];
            int[] pairs = new int[2 * n];
            Arrays.setAll(pairs, i -> 2 * order[i / 2] + i % 2);
            blockLu = new SparseLu(blocks, pairs);
        }

        boolean factor(double re, double im) {
            for (int c = 0; c < pattern.dimension; c++) {
                int left = blocks.starts[2 * c];
                int right = blocks.starts[2 * c + 1];
                for (int e = pattern.starts[c]; e < pattern.starts[c + 1]; e++) {
                    boolean diagonal = pattern.rows[e] == c;
                    double value = (diagonal ? re : 0) - j[e];
                    values[left++] = value;
                    if (diagonal) values[left++] = im; // row 2 c + 1
                    if (diagonal) values[right++] = -im; // row 2 c
                    values[right++] = value;
                }
            }
            return blockLu.factor(values);
        }

        void solve(double[] re, double[] im) {
            for (int i = 0; i < re.length; i++) {
                both[2 * i] = re[i];
                both[2 * i + 1] = im[i];
            }
            blockLu.solve(both);
            for (int i = 0; i < re.length; i++) {
                re[i] = both[2 * i];
                im[i] = both[2 * i + 1];
            }
        }
    }
}
