package org.integrand.search.predict;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A sequence of feature rows to one number: a linear layer, an LSTM, one hidden layer with tanh, a linear end.
///
///     e_t = E f_t + b_e;   (i, f, o, g)_t = W [e_t; h_{t-1}] + b_w
///     c_t = sigmoid(f) c_{t-1} + sigmoid(i) tanh(g);   h_t = sigmoid(o) tanh(c_t)
///     s = v . tanh(M h_T + b_m) + b_v
///
/// All parameters are rows of one matrix, a layer's weights by input with the bias last, so that products run as sums
/// of scaled rows, which C2 turns into vector instructions.
/// Source of the cell: S. Hochreiter, J. Schmidhuber, Neural Computation 9 (1997); forget gate: F. Gers et al. (2000).
final class LstmNetwork {
    private final int width;
    private final int size;
    private final int embedding; // first row of each layer
    private final int cell;
    private final int hidden;
    private final int end;
    final double[][] parameters;

    LstmNetwork(int width, int size, RandomGenerator random) {
        this.width = width;
        this.size = size;
        embedding = 0;
        cell = embedding + width + 1;
        hidden = cell + 2 * size + 1;
        end = hidden + size + 1;
        parameters = new double[end + size + 1][];
        fill(random, embedding, width, size);
        fill(random, cell, 2 * size, 4 * size);
        fill(random, hidden, size, size);
        fill(random, end, size, 1);
        Arrays.fill(parameters[hidden - 1], size, 2 * size, 1.0); // remember by default: bias of the forget gate
    }

    /// Weights uniform in +-sqrt(1 / inputs), biases 0.
    private void fill(RandomGenerator random, int first, int inputs, int outputs) {
        double bound = Math.sqrt(1.0 / inputs);
        for (int i = 0; i < inputs; i++)
            parameters[first + i] = random.doubles(outputs, -bound, bound).toArray();
        parameters[first + inputs] = new double[outputs];
    }

    /// A gradient of zeros.
    double[][] zeros() {
        return Arrays.stream(parameters).map(row -> new double[row.length]).toArray(double[][]::new);
    }

    /// The activations of one forward pass, kept for the backward one.
    final class Tape {
        private final double[][] features;
        private final double[][] inputs; // [e_t; h_{t-1}]
        private final double[][] gates; // i, f, o, g after their functions
        private final double[][] cells; // c_t, c_{-1} = 0 first
        private final double[][] outlets; // tanh(c_t)
        private final double[] last;
        private final double[] middle;
        final double score;

        Tape(double[][] features) {
            this.features = features;
            int steps = features.length;
            inputs = new double[steps][2 * size];
            gates = new double[steps][4 * size];
            cells = new double[steps + 1][size];
            outlets = new double[steps][size];
            double[] h = new double[size];
            for (int t = 0; t < steps; t++) {
                double[] x = inputs[t];
                affine(embedding, features[t], width, x, size);
                System.arraycopy(h, 0, x, size, size);
                double[] gate = gates[t];
                affine(cell, x, 2 * size, gate, 4 * size);
                for (int k = 0; k < 3 * size; k++) gate[k] = 1 / (1 + Math.exp(-gate[k]));
                for (int k = 3 * size; k < 4 * size; k++) gate[k] = Math.tanh(gate[k]);
                for (int k = 0; k < size; k++) {
                    cells[t + 1][k] = gate[size + k] * cells[t][k] + gate[k] * gate[3 * size + k];
                    outlets[t][k] = Math.tanh(cells[t + 1][k]);
                    h[k] = gate[2 * size + k] * outlets[t][k];
                }
            }
            last = h;
            middle = new double[size];
            affine(hidden, h, size, middle, size);
            for (int k = 0; k < size; k++) middle[k] = Math.tanh(middle[k]);
            double[] s = new double[1];
            affine(end, middle, size, s, 1);
            score = s[0];
        }

        /// Adds `weight` times the gradient of the score to `gradient`.
        void backward(double weight, double[][] gradient) {
            double[] dMiddle = new double[size];
            pull(end, middle, size, new double[] {weight}, 1, dMiddle, gradient);
            for (int k = 0; k < size; k++) dMiddle[k] *= 1 - middle[k] * middle[k];
            double[] dh = new double[size];
            pull(hidden, last, size, dMiddle, size, dh, gradient);
            double[] dc = new double[size];
            double[] dGate = new double[4 * size];
            double[] dx = new double[2 * size];
            double[] dEmbedding = new double[size];
            double[] unused = new double[width];
            for (int t = features.length - 1; t >= 0; t--) {
                double[] gate = gates[t];
                for (int k = 0; k < size; k++) {
                    double in = gate[k];
                    double keep = gate[size + k];
                    double out = gate[2 * size + k];
                    double g = gate[3 * size + k];
                    double tanh = outlets[t][k];
                    dc[k] += dh[k] * out * (1 - tanh * tanh);
                    dGate[k] = dc[k] * g * in * (1 - in);
                    dGate[size + k] = dc[k] * cells[t][k] * keep * (1 - keep);
                    dGate[2 * size + k] = dh[k] * tanh * out * (1 - out);
                    dGate[3 * size + k] = dc[k] * in * (1 - g * g);
                    dc[k] *= keep;
                }
                Arrays.fill(dx, 0);
                pull(cell, inputs[t], 2 * size, dGate, 4 * size, dx, gradient);
                System.arraycopy(dx, 0, dEmbedding, 0, size);
                System.arraycopy(dx, size, dh, 0, size);
                pull(embedding, features[t], width, dEmbedding, size, unused, gradient);
            }
        }
    }

    /// out = x^T W + b for the layer whose first row is `first`; sets the first `outputs` entries of `out`.
    private void affine(int first, double[] x, int inputs, double[] out, int outputs) {
        System.arraycopy(parameters[first + inputs], 0, out, 0, outputs);
        int i = 0;
        for (; i + 4 <= inputs; i += 4) {
            double[] w0 = parameters[first + i];
            double[] w1 = parameters[first + i + 1];
            double[] w2 = parameters[first + i + 2];
            double[] w3 = parameters[first + i + 3];
            double x0 = x[i];
            double x1 = x[i + 1];
            double x2 = x[i + 2];
            double x3 = x[i + 3];
            for (int k = 0; k < outputs; k++) out[k] += x0 * w0[k] + x1 * w1[k] + x2 * w2[k] + x3 * w3[k];
        }
        for (; i < inputs; i++) add(out, x[i], parameters[first + i], outputs);
    }

    /// Backwards through [#affine]: dx += W d, dW += x d^T, db += d.
    private void pull(int first, double[] x, int inputs, double[] d, int outputs, double[] dx, double[][] gradient) {
        for (int i = 0; i < inputs; i++) {
            add(gradient[first + i], x[i], d, outputs);
            dx[i] += dot(parameters[first + i], d, outputs);
        }
        add(gradient[first + inputs], 1, d, outputs);
    }

    private static void add(double[] to, double factor, double[] row, int length) {
        for (int k = 0; k < length; k++) to[k] += factor * row[k];
    }

    /// Four sums side by side, for sums do not vectorise.
    private static double dot(double[] a, double[] b, int length) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 4 <= length; k += 4) {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }
        for (; k < length; k++) s0 += a[k] * b[k];
        return (s0 + s1) + (s2 + s3);
    }
}
