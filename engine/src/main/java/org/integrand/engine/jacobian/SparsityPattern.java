package org.integrand.engine.jacobian;

import java.util.Arrays;

/// Which entries of a square matrix can differ from zero, by columns, rows rising; the diagonal always belongs
/// to it.
public final class SparsityPattern {
    final int dimension;
    /// rows of column j: rows[starts[j]] ... rows[starts[j + 1] - 1]
    final int[] starts;
    final int[] rows;

    private SparsityPattern(int dimension, int[] starts, int[] rows) {
        this.dimension = dimension;
        this.starts = starts;
        this.rows = rows;
    }

    /// Starts a pattern that has the diagonal only.
    ///
    /// @throws IllegalArgumentException unless the dimension is at least 1
    public static Builder square(int dimension) {
        return new Builder(dimension);
    }

    public int dimension() {
        return dimension;
    }

    /// Number of entries, those of the diagonal included.
    public int entries() {
        return rows.length;
    }

    /// Names every entry, the diagonal included.
    public void forEach(EntryVisitor visitor) {
        for (int j = 0; j < dimension; j++) for (int e = starts[j]; e < starts[j + 1]; e++) visitor.entry(rows[e], j);
    }

    /// Hears of entries.
    @FunctionalInterface
    public interface EntryVisitor {
        /// Entry (row, column) belongs to the pattern.
        void entry(int row, int column);
    }

    /// Where entry (row, column) lies in `rows`; negative when it does not belong to the pattern.
    int index(int row, int column) {
        return Arrays.binarySearch(rows, starts[column], starts[column + 1], row);
    }

    /// A colour for every column, 0, 1 ...: columns of one colour have no row in common. Greedy, in the order
    /// of the columns.
    int[] colours() {
        SparsityPattern columnsOfRows = transposed();
        int[] colours = new int[dimension];
        int[] takenBy = new int[dimension + 1]; // colour c is taken in the neighbourhood of column takenBy[c] - 1
        for (int j = 0; j < dimension; j++) {
            for (int e = starts[j]; e < starts[j + 1]; e++) {
                int row = rows[e];
                for (int f = columnsOfRows.starts[row]; f < columnsOfRows.starts[row + 1]; f++) {
                    int neighbour = columnsOfRows.rows[f];
                    if (neighbour < j) takenBy[colours[neighbour]] = j + 1;
                }
            }
            int colour = 0;
            while (takenBy[colour] == j + 1) colour++;
            colours[j] = colour;
        }
        return colours;
    }

    /// The pattern across the diagonal.
    public SparsityPattern transposed() {
        int[] transposedStarts = new int[dimension + 1];
        for (int row : rows) transposedStarts[row + 1]++;
        for (int i = 0; i < dimension; i++) transposedStarts[i + 1] += transposedStarts[i];
        int[] next = Arrays.copyOf(transposedStarts, dimension);
        int[] columns = new int[rows.length];
        for (int j = 0; j < dimension; j++)
            for (int e = starts[j]; e < starts[j + 1]; e++) columns[next[rows[e]]++] = j;
        return new SparsityPattern(dimension, transposedStarts, columns);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparsityPattern pattern
                && Arrays.equals(pattern.starts, starts)
                && Arrays.equals(pattern.rows, rows);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rows);
    }

    @Override
    public String toString() {
        return entries() + " entries of " + dimension + " x " + dimension;
    }

    /// Collects entries, in any order, each as often as one likes.
    public static final class Builder {
        private final int dimension;
        private long[] keys; // column * dimension + row
        private int count;

        private Builder(int dimension) {
            if (dimension < 1)
                throw new IllegalArgumentException(
                        "sparse Jacobian of dimension " + dimension + ": expected at least 1");
            this.dimension = dimension;
            keys = new long[Math.max(16, 4 * dimension)];
            for (int i = 0; i < dimension; i++) entry(i, i);
        }

        /// f_row depends on y_column.
        public Builder entry(int row, int column) {
            if (row < 0 || row >= dimension || column < 0 || column >= dimension)
                throw new IllegalArgumentException("Jacobian entry (" + row + ", " + column
                        + "): expected rows and columns 0 ... " + (dimension - 1));
            if (count == keys.length) keys = Arrays.copyOf(keys, 2 * count);
            keys[count++] = (long) column * dimension + row;
            return this;
        }

        /// The pattern.
        public SparsityPattern build() {
            long[] sorted = Arrays.stream(keys, 0, count).sorted().distinct().toArray();
            int[] starts = new int[dimension + 1];
            int[] rows = new int[sorted.length];
            for (int e = 0; e < sorted.length; e++) {
                starts[(int) (sorted[e] / dimension) + 1]++;
                rows[e] = (int) (sorted[e] % dimension);
            }
            for (int j = 0; j < dimension; j++) starts[j + 1] += starts[j];
            return new SparsityPattern(dimension, starts, rows);
        }
    }
}
