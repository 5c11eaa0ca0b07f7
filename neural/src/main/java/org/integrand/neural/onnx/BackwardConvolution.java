package org.integrand.neural.onnx;

import static org.integrand.neural.onnx.OnnxOperations.integers;

import java.util.List;
import org.integrand.neural.network.Weights.Parameter;

/// The way back through a convolution, written as a convolution: the runtime's kernels for these are several
/// times as fast as those for transposed ones.
///
/// With y[o] = sum_i W[i] x[s o + i - h], h = k / 2, the gradient of x at p = s q + r (0 <= r < s) is
///
///     dx[s q + r] = sum_m W[r + h - s m] g[q + m]
///
/// for each axis. At stride 1 this is the kernel turned around. At stride 2 the four offsets r = (row, column)
/// become four channels, which depth-to-space puts in their places.
///
/// @param kernel [d, c, k, k]
/// @param height of x
/// @param width  of x
record BackwardConvolution(OnnxOperations graph, Parameter kernel, int stride, int height, int width) {
    private int side() {
        return kernel.shape().get(2);
    }

    private int half() {
        return side() / 2;
    }

    /// Taps before and after a point: m = -before ... after.
    private int before() {
        return half() / stride;
    }

    private int after() {
        return (stride - 1 + half()) / stride;
    }

    /// The gradient of x from that of y.
    String of(String gradient) {
        int taps = before() + 1 + after();
        int channels = kernel.shape().get(1);
        String turned = graph.tensor(
                turned(taps), channels * stride * stride, kernel.shape().get(0), taps, taps);
        String phases = graph.add(
                "Conv",
                List.of(gradient, turned),
                integers("kernel_shape", taps, taps),
                integers("pads", before(), before(), after(), after()));
        if (stride == 1) return phases;
        String whole = graph.depthToSpace(phases);
        boolean even = height % 2 == 0 && width % 2 == 0;
        return even
                ? whole
                : graph.add(
                        "Slice",
                        List.of(whole, graph.integers(0, 0), graph.integers(height, width), graph.integers(2, 3)));
    }

    /// The kernel of the phases: [c s s, d, taps, taps].
    private float[] turned(int taps) {
        int outputs = kernel.shape().get(0);
        int channels = kernel.shape().get(1);
        var result = new float[channels * stride * stride * outputs * taps * taps];
        int at = 0;
        for (int c = 0; c < channels; c++)
            for (int row = 0; row < stride; row++)
                for (int column = 0; column < stride; column++)
                    for (int d = 0; d < outputs; d++)
                        for (int down = -before(); down <= after(); down++)
                            for (int right = -before(); right <= after(); right++)
                                result[at++] = weight(d, c, row - stride * down, column - stride * right);
        return result;
    }

    /// W[d, c] at these offsets from its middle, 0 outside.
    private float weight(int d, int c, int down, int right) {
        int i = down + half();
        int j = right + half();
        if (i < 0 || i >= side() || j < 0 || j >= side()) return 0;
        return kernel.values()[((d * kernel.shape().get(1) + c) * side() + i) * side() + j];
    }
}
