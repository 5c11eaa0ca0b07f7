package org.integrand.diffusion.model;

/// How the samples of a batch are read and written as doubles.
///
/// @param <Y> the batch, `[sample][component]` in one array
interface Rows<Y> {
    int length(Y batch);

    /// row = components of the batch from `at`.
    void read(Y batch, int at, double[] row);

    /// Components of the batch from `at` = row.
    void write(double[] row, Y batch, int at);

    Rows<double[]> DOUBLES = new Rows<>() {
        @Override
        public int length(double[] batch) {
            return batch.length;
        }

        @Override
        public void read(double[] batch, int at, double[] row) {
            System.arraycopy(batch, at, row, 0, row.length);
        }

        @Override
        public void write(double[] row, double[] batch, int at) {
            System.arraycopy(row, 0, batch, at, row.length);
        }
    };

    /// Widened when read, rounded once when written.
    Rows<float[]> FLOATS = new Rows<>() {
        @Override
        public int length(float[] batch) {
            return batch.length;
        }

        @Override
        public void read(float[] batch, int at, double[] row) {
            for (int j = 0; j < row.length; j++) row[j] = batch[at + j];
        }

        @Override
        public void write(double[] row, float[] batch, int at) {
            for (int j = 0; j < row.length; j++) batch[at + j] = (float) row[j];
        }
    };
}
