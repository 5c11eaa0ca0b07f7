package org.integrand.neural.onnx;

import static org.integrand.neural.onnx.OnnxOperations.integer;

import java.util.List;

/// Group normalisation with gain and shift, z = a (x - m) / d + b with d^2 = variance + epsilon, in a graph
/// that also holds its way back.
///
/// With c = x - m, the gradient g of z, and sums over pixels p = sum g, r = sum g c a channel and P = sum a p,
/// R = sum a r a group of N numbers:
///
///     dx = a g / d - c R / (N d^3) - P / (N d),   da = r / d,   db = p
///
/// a and b are [n, channels], or [1, channels] for all samples.
final class Normalisation {
    private static final float EPSILON = 1e-5f;

    private final OnnxOperations graph;
    private final int groups;
    private final int[] shape;
    private final int size;
    private final String gain;
    private final String apart;
    private final String inverse;
    private final String centred;
    private final String factor;
    private final String result;

    /// @param shape channels, height, width
    Normalisation(OnnxOperations graph, String x, String gain, String shift, int groups, int... shape) {
        this.graph = graph;
        this.groups = groups;
        this.shape = shape;
        this.size = shape[0] / groups * shape[1] * shape[2];
        this.gain = grouped(gain);
        String all = graph.reshape(x, groups, size);
        apart = graph.add("Sub", List.of(all, reduced("ReduceMean", all)));
        String variance = graph.multiply(reduced("ReduceSumSquare", apart), graph.constant(1f / size));
        String deviation = graph.sqrt(graph.add(variance, graph.constant(EPSILON)));
        inverse = graph.add("Reciprocal", List.of(deviation));
        centred = graph.reshape(apart, shape);
        factor = graph.reshape(graph.multiply(this.gain, inverse), shape[0], 1, 1);
        result = graph.add(graph.multiply(centred, factor), graph.reshape(shift, shape[0], 1, 1));
    }

    String result() {
        return result;
    }

    /// The way back for the gradient `g` of the result.
    Back backwards(String g) {
        return new Back(g, perChannel(g), perChannel(graph.multiply(g, centred)));
    }

    /// Gradients of the operands, each written when it is asked for.
    final class Back {
        private final String g;
        private final String p;
        private final String r;

        private Back(String g, String p, String r) {
            this.g = g;
            this.p = p;
            this.r = r;
        }

        String x() {
            String part = graph.multiply(inverse, graph.constant(1f / size));
            String offset = graph.multiply(sum(p), part);
            String along = graph.multiply(sum(r), graph.multiply(graph.multiply(inverse, inverse), part));
            String rest = graph.reshape(graph.add(graph.multiply(apart, along), offset), shape);
            return graph.add("Sub", List.of(graph.multiply(g, factor), rest));
        }

        /// [n, channels].
        String gain() {
            return graph.reshape(graph.multiply(r, inverse), shape[0]);
        }

        /// [n, channels].
        String shift() {
            return graph.reshape(p, shape[0]);
        }
    }

    /// Sums over the pixels: [n, groups, channels of a group].
    private String perChannel(String g) {
        return grouped(reduced("ReduceSum", graph.reshape(g, shape[0], shape[1] * shape[2])));
    }

    /// sum of gain times a number a channel, over the channels of a group: [n, groups, 1].
    private String sum(String channels) {
        return reduced("ReduceSum", graph.multiply(gain, channels));
    }

    private String grouped(String channels) {
        return graph.reshape(channels, groups, shape[0] / groups);
    }

    private String reduced(String operator, String x) {
        return graph.add(operator, List.of(x, graph.integers(2)), integer("keepdims", 1));
    }
}
