package org.integrand.neural.onnx;

import static org.integrand.neural.onnx.OnnxOperations.integer;

import java.util.List;

/// Group normalisation with gain and shift, z = a n + b with n = (x - m) / d and d^2 = variance + epsilon, in a
/// graph that also holds its way back.
///
/// With the gradient g of z, and sums over pixels p = sum g, r = sum g n a channel and P = sum a p, R = sum a r
/// a group of N numbers:
///
///     dx = (a g - n R / N - P / N) / d,   da = r,   db = p
///
/// The runtime's operator tells n but not d. As n sums to 0, q = sum x n / N is variance / d, so that
/// d^2 = q d + epsilon.
///
/// a and b are [n, channels], or [1, channels] for all samples.
final class Normalisation {
    private final OnnxOperations graph;
    private final int groups;
    private final int[] shape;
    private final int size;
    private final String gain;
    private final String normal;
    private final String inverse;
    private final String result;

    /// @param shape channels, height, width
    Normalisation(OnnxOperations graph, String x, String gain, String shift, int groups, int... shape) {
        this.graph = graph;
        this.groups = groups;
        this.shape = shape;
        this.size = shape[0] / groups * shape[1] * shape[2];
        this.gain = gain;
        normal = graph.groupNormalisation(x, groups, shape[0], shape[1], shape[2]);
        result = graph.add(
                graph.multiply(normal, graph.reshape(gain, shape[0], 1, 1)), graph.reshape(shift, shape[0], 1, 1));
        String products = graph.reshape(graph.multiply(x, normal), groups, size);
        String q = graph.multiply(summed(products), graph.constant(1f / size));
        String root = graph.sqrt(graph.add(graph.multiply(q, q), graph.constant(4 * OnnxOperations.EPSILON)));
        inverse = graph.add("Div", List.of(graph.constant(2), graph.add(q, root)));
    }

    String result() {
        return result;
    }

    /// The way back for the gradient `g` of the result.
    Back backwards(String g) {
        return new Back(g, perChannel(g), perChannel(graph.multiply(g, normal)));
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
            String a = grouped(gain);
            String part = graph.multiply(inverse, graph.constant(1f / size));
            String offset = graph.multiply(summed(graph.multiply(a, grouped(p))), part);
            String along = graph.multiply(summed(graph.multiply(a, grouped(r))), part);
            String rest = graph.add(graph.multiply(graph.reshape(normal, groups, size), along), offset);
            String factor = graph.reshape(graph.multiply(a, inverse), shape[0], 1, 1);
            return graph.add("Sub", List.of(graph.multiply(g, factor), graph.reshape(rest, shape)));
        }

        /// [n, channels].
        String gain() {
            return r;
        }

        /// [n, channels].
        String shift() {
            return p;
        }
    }

    /// Sums over the pixels: [n, channels].
    private String perChannel(String g) {
        return graph.add("ReduceSum", List.of(g, graph.integers(2, 3)), integer("keepdims", 0));
    }

    private String grouped(String channels) {
        return graph.reshape(channels, groups, shape[0] / groups);
    }

    /// Over the last of three axes.
    private String summed(String x) {
        return graph.add("ReduceSum", List.of(x, graph.integers(2)), integer("keepdims", 1));
    }
}
