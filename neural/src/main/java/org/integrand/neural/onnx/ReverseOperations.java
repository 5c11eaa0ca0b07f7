package org.integrand.neural.onnx;

import static org.integrand.neural.onnx.OnnxOperations.integer;
import static org.integrand.neural.onnx.OnnxOperations.integers;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.integrand.neural.network.Initial;
import org.integrand.neural.network.Network.Input;
import org.integrand.neural.network.Operations;
import org.integrand.neural.network.Weights;

/// Interpreter that writes the nodes of an ONNX graph and remembers, for everything that depends on the input
/// in question, how a gradient passes it backwards: reverse-mode differentiation, with the gradient as more
/// nodes of the same graph (A. Griewank, A. Walther, "Evaluating Derivatives", SIAM 2008, section 3.2).
/// Parameters, constants and other inputs have no gradient.
final class ReverseOperations implements Operations<ReverseOperations.Value> {
    private static final int BATCH = -1;

    /// An edge.
    ///
    /// @param shape  its axes, the batch's with length -1
    /// @param active whether it depends on the input
    record Value(String edge, List<Integer> shape, boolean active) {}

    private final OnnxOperations graph;
    private final Weights weights;
    private final Deque<Runnable> tape = new ArrayDeque<>();
    private final Map<String, String> gradients = new HashMap<>();

    ReverseOperations(OnnxOperations graph, Weights weights) {
        this.graph = graph;
        this.weights = weights;
    }

    static Value input(Input input, Collection<String> active) {
        var shape = new ArrayList<Integer>(List.of(BATCH));
        shape.addAll(input.shape());
        return new Value(input.name(), shape, active.contains(input.name()));
    }

    /// Writes the way back from `output` and its gradient. Once.
    void back(Value output, String cotangent) {
        gradients.put(output.edge, cotangent);
        while (!tape.isEmpty()) tape.pop().run();
    }

    /// The edge with the gradient of an input.
    String gradient(String input) {
        var result = gradients.get(input);
        if (result == null)
            throw new IllegalArgumentException("gradient: the output does not depend on the input '" + input + "'");
        return result;
    }

    /// The result of an operation of one active operand.
    private Value of(Value x, String edge, List<Integer> shape, UnaryOperator<String> backwards) {
        return of(edge, shape, List.of(x), List.of(backwards));
    }

    /// The result of an operation, and how its gradient becomes that of each operand.
    private Value of(String edge, List<Integer> shape, List<Value> operands, List<UnaryOperator<String>> backwards) {
        boolean active = operands.stream().anyMatch(Value::active);
        if (active)
            tape.push(() -> {
                var gradient = gradients.get(edge);
                if (gradient == null) return;
                for (int i = 0; i < operands.size(); i++)
                    if (operands.get(i).active)
                        give(operands.get(i), backwards.get(i).apply(gradient));
            });
        return new Value(edge, List.copyOf(shape), active);
    }

    /// Adds to a value's gradient.
    private void give(Value value, String gradient) {
        gradients.merge(value.edge, gradient, graph::add);
    }

    @Override
    public Value parameter(String name, Initial initial, int... shape) {
        return new Value(
                graph.parameter(name, initial, shape),
                Arrays.stream(shape).boxed().toList(),
                false);
    }

    @Override
    public Value constant(float... values) {
        return new Value(graph.constant(values), List.of(values.length), false);
    }

    @Override
    public Value convolution(Value x, Value kernel, Value bias, int stride) {
        requireConstant(kernel, bias);
        var parameter = weights.parameter(kernel.edge);
        int height = x.shape.get(2);
        int width = x.shape.get(3);
        return of(
                x,
                graph.convolution(x.edge, kernel.edge, bias.edge, stride),
                List.of(BATCH, parameter.shape().get(0), Math.ceilDiv(height, stride), Math.ceilDiv(width, stride)),
                new BackwardConvolution(graph, parameter, stride, height, width)::of);
    }

    @Override
    public Value linear(Value x, Value weight, Value bias) {
        requireConstant(weight, bias);
        return of(
                x,
                graph.linear(x.edge, weight.edge, bias.edge),
                List.of(BATCH, weight.shape.get(0)),
                g -> graph.add("MatMul", List.of(g, weight.edge)));
    }

    @Override
    public Value groupNormalisation(Value x, int groups, int channels, int height, int width) {
        var ones = new float[channels];
        Arrays.fill(ones, 1);
        var gain = new Value(graph.tensor(ones, 1, channels), List.of(1, channels), false);
        var shift = new Value(graph.tensor(new float[channels], 1, channels), List.of(1, channels), false);
        return scaledNormalisation(x, gain, shift, groups, channels, height, width);
    }

    @Override
    public Value scaledNormalisation(
            Value x, Value gain, Value shift, int groups, int channels, int height, int width) {
        var normal = new Normalisation(graph, x.edge, gain.edge, shift.edge, groups, channels, height, width);
        boolean active = x.active || gain.active || shift.active;
        var result = new Value(normal.result(), List.of(BATCH, channels, height, width), active);
        if (active)
            tape.push(() -> {
                var g = gradients.get(result.edge);
                if (g == null) return;
                var back = normal.backwards(g);
                if (x.active) give(x, back.x());
                var all = List.of(BATCH, channels);
                if (gain.active) give(gain, summed(back.gain(), all, gain));
                if (shift.active) give(shift, summed(back.shift(), all, shift));
            });
        return result;
    }

    /// With s = 1 / (1 + e^-x) and y = x s: y' = s (1 + x - y), which is all that is kept for the way back.
    @Override
    public Value silu(Value x) {
        if (!x.active) return new Value(graph.silu(x.edge), x.shape, false);
        String s = graph.add("Sigmoid", List.of(x.edge));
        String y = graph.multiply(x.edge, s);
        String rest = graph.add("Sub", List.of(x.edge, y));
        String slope = graph.multiply(s, graph.add(rest, graph.constant(1)));
        return of(x, y, x.shape, g -> graph.multiply(g, slope));
    }

    @Override
    public Value relu(Value x) {
        String y = graph.relu(x.edge);
        return of(x, y, x.shape, g -> graph.multiply(g, graph.add("Sign", List.of(y))));
    }

    @Override
    public Value add(Value x, Value y) {
        var shape = broadcast(x, y);
        return of(
                graph.add(x.edge, y.edge),
                shape,
                List.of(x, y),
                List.of(g -> summed(g, shape, x), g -> summed(g, shape, y)));
    }

    @Override
    public Value multiply(Value x, Value y) {
        var shape = broadcast(x, y);
        return of(
                graph.multiply(x.edge, y.edge),
                shape,
                List.of(x, y),
                List.of(
                        g -> summed(graph.multiply(g, y.edge), shape, x),
                        g -> summed(graph.multiply(g, x.edge), shape, y)));
    }

    @Override
    public Value exp(Value x) {
        String y = graph.exp(x.edge);
        return of(x, y, x.shape, g -> graph.multiply(g, y));
    }

    @Override
    public Value log(Value x) {
        return of(x, graph.log(x.edge), x.shape, g -> graph.add("Div", List.of(g, x.edge)));
    }

    @Override
    public Value sinh(Value x) {
        return of(x, graph.sinh(x.edge), x.shape, g -> graph.multiply(g, graph.add("Cosh", List.of(x.edge))));
    }

    @Override
    public Value sqrt(Value x) {
        String y = graph.sqrt(x.edge);
        return of(x, y, x.shape, g -> graph.add("Div", List.of(g, graph.add(y, y))));
    }

    @Override
    public Value sin(Value x) {
        return of(x, graph.sin(x.edge), x.shape, g -> graph.multiply(g, graph.cos(x.edge)));
    }

    @Override
    public Value cos(Value x) {
        return of(x, graph.cos(x.edge), x.shape, g -> graph.multiply(g, graph.add("Neg", List.of(graph.sin(x.edge)))));
    }

    @Override
    public Value concatenate(Value x, Value y) {
        int first = x.shape.get(1);
        int all = first + y.shape.get(1);
        var shape = new ArrayList<>(x.shape);
        shape.set(1, all);
        return of(
                graph.concatenate(x.edge, y.edge),
                shape,
                List.of(x, y),
                List.of(g -> slice(g, 0, first), g -> slice(g, first, all)));
    }

    private String slice(String g, int from, int to) {
        return graph.add("Slice", List.of(g, graph.integers(from), graph.integers(to), graph.integers(1)));
    }

    @Override
    public Value enlarge(Value x) {
        var shape = List.of(BATCH, x.shape.get(1), 2 * x.shape.get(2), 2 * x.shape.get(3));
        return of(x, graph.enlarge(x.edge), shape, this::blockSum);
    }

    private String blockSum(String g) {
        String means = graph.add("AveragePool", List.of(g), integers("kernel_shape", 2, 2), integers("strides", 2, 2));
        return graph.multiply(means, graph.constant(4));
    }

    @Override
    public Value depthToSpace(Value x) {
        int channels = x.shape.get(1);
        int height = x.shape.get(2);
        int width = x.shape.get(3);
        var shape = List.of(BATCH, channels / 4, 2 * height, 2 * width);
        return of(x, graph.depthToSpace(x.edge), shape, g -> {
            String split = graph.reshape(g, channels / 4, height, 2, width, 2);
            String turned = graph.add("Transpose", List.of(split), integers("perm", 0, 1, 3, 5, 2, 4));
            return graph.reshape(turned, channels, height, width);
        });
    }

    /// To the largest of a block; equal ones share it.
    @Override
    public Value maxPool(Value x) {
        int height = x.shape.get(2);
        int width = x.shape.get(3);
        if (height % 2 != 0 || width % 2 != 0)
            throw new IllegalArgumentException(
                    "gradient: maxPool of " + height + " x " + width + ", expected even sides");
        String y = graph.maxPool(x.edge);
        return of(x, y, List.of(BATCH, x.shape.get(1), height / 2, width / 2), g -> {
            String equal = graph.add("Equal", List.of(x.edge, graph.enlarge(y)));
            String mask = graph.add("Cast", List.of(equal), integer("to", OnnxExport.FLOAT));
            return graph.multiply(mask, graph.enlarge(graph.add("Div", List.of(g, blockSum(mask)))));
        });
    }

    @Override
    public Value rows(Value table, Value index) {
        requireConstant(table, index);
        return new Value(graph.rows(table.edge, index.edge), List.of(BATCH, table.shape.get(1)), false);
    }

    @Override
    public Value reshape(Value x, int... shape) {
        var sizes = new ArrayList<Integer>(List.of(BATCH));
        for (int size : shape) sizes.add(size);
        int[] back = x.shape.stream().skip(1).mapToInt(n -> n).toArray();
        return of(x, graph.reshape(x.edge, shape), sizes, g -> graph.reshape(g, back));
    }

    private static void requireConstant(Value... values) {
        for (Value value : values)
            if (value.active)
                throw new IllegalArgumentException("gradient: weights, tables and indices that depend on the input");
    }

    /// The shape of a sum or a product.
    private static List<Integer> broadcast(Value x, Value y) {
        int axes = Math.max(x.shape.size(), y.shape.size());
        var shape = new ArrayList<Integer>();
        for (int i = 0; i < axes; i++) {
            int a = axis(x, i, axes);
            shape.add(a == 1 ? axis(y, i, axes) : a);
        }
        return shape;
    }

    private static int axis(Value x, int i, int axes) {
        int at = i - (axes - x.shape.size());
        return at < 0 ? 1 : x.shape.get(at);
    }

    /// The gradient of an operand that was repeated to `shape`.
    private String summed(String g, List<Integer> shape, Value x) {
        if (x.shape.equals(shape)) return g;
        if (x.shape.size() != shape.size())
            throw new IllegalArgumentException(
                    "gradient: an operand of shape " + x.shape + " repeated to " + shape + ", expected as many axes");
        var axes = new ArrayList<Long>();
        for (int i = 0; i < shape.size(); i++) if (!x.shape.get(i).equals(shape.get(i))) axes.add((long) i);
        String where = graph.integers(axes.stream().mapToLong(n -> n).toArray());
        return graph.add("ReduceSum", List.of(g, where), integer("keepdims", 1));
    }
}
