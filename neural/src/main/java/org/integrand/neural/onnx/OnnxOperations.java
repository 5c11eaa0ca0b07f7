package org.integrand.neural.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.integrand.neural.network.Initial;
import org.integrand.neural.network.Operations;
import org.integrand.neural.network.Weights;

/// Interpreter that writes the nodes of an ONNX graph; a value is the name of an edge.
final class OnnxOperations implements Operations<String> {
    /// under the root of a normalisation
    static final float EPSILON = 1e-5f;

    private final Weights weights;
    private final List<Piece> pieces = new ArrayList<>();
    private int edges;

    OnnxOperations(Weights weights) {
        this.weights = weights;
    }

    private static final int NODE = 1;
    private static final int CONSTANT = 5;

    /// A node or a constant, fields of a graph.
    private record Piece(int field, List<String> inputs, String result, ProtobufWriter content) {}

    /// A graph of what the results need, in the order in which it was written.
    ///
    /// @param given edges that it does not compute
    ProtobufWriter graph(Collection<String> results, Collection<String> given) {
        var needed = needed(results, given);
        var graph = new ProtobufWriter();
        for (var piece : pieces)
            if (needed.contains(piece.result) && !given.contains(piece.result))
                graph.message(piece.field, piece.content);
        return graph;
    }

    private Set<String> needed(Collection<String> results, Collection<String> given) {
        var needed = new HashSet<>(results);
        for (var piece : pieces.reversed())
            if (needed.contains(piece.result) && !given.contains(piece.result)) needed.addAll(piece.inputs);
        return needed;
    }

    /// Where the graph is now.
    int mark() {
        return pieces.size();
    }

    /// The edges that the results need of what was written before a mark, and of inputs; constants are none.
    List<String> across(int mark, Collection<String> results) {
        var before = new HashSet<String>();
        for (var piece : pieces.subList(0, mark)) before.add(piece.result);
        var needed = needed(results, before);
        for (var piece : pieces)
            if (piece.field == CONSTANT || !before.contains(piece.result)) needed.remove(piece.result);
        return needed.stream().filter(edge -> !edge.isEmpty()).sorted().toList();
    }

    /// Gives an edge the name of an output.
    void rename(String edge, String name) {
        put("Identity", List.of(edge), name, new ProtobufWriter());
    }

    @Override
    public String parameter(String name, Initial initial, int... shape) {
        var parameter = weights.parameter(name);
        if (!parameter.shape().equals(Arrays.stream(shape).boxed().toList()))
            throw new IllegalArgumentException("weights: parameter '" + name + "' has shape " + parameter.shape()
                    + ", the network expects " + Arrays.toString(shape));
        return initializer(name, parameter.values(), shape);
    }

    @Override
    public String constant(float... values) {
        return initializer(edge(), values, values.length);
    }

    @Override
    public String convolution(String x, String kernel, String bias, int stride) {
        int side = weights.parameter(kernel).shape().get(2);
        int half = side / 2;
        return add(
                "Conv",
                List.of(x, kernel, bias),
                integers("kernel_shape", side, side),
                integers("strides", stride, stride),
                integers("pads", half, half, half, half));
    }

    @Override
    public String linear(String x, String weight, String bias) {
        return add("Gemm", List.of(x, weight, bias), integer("transB", 1));
    }

    /// As an instance normalisation of images that are a group each: the runtime has no kernel for groups, and
    /// this takes a seventh of the time of a layer normalisation.
    @Override
    public String groupNormalisation(String x, int groups, int channels, int height, int width) {
        var ones = new float[groups];
        Arrays.fill(ones, 1);
        var normal = add(
                "InstanceNormalization",
                List.of(
                        reshape(x, groups, channels / groups * height * width),
                        initializer(edge(), ones, groups),
                        initializer(edge(), new float[groups], groups)),
                floating("epsilon", EPSILON));
        return reshape(normal, channels, height, width);
    }

    @Override
    public String silu(String x) {
        return multiply(x, add("Sigmoid", List.of(x)));
    }

    @Override
    public String relu(String x) {
        return add("Relu", List.of(x));
    }

    @Override
    public String add(String x, String y) {
        return add("Add", List.of(x, y));
    }

    @Override
    public String multiply(String x, String y) {
        return add("Mul", List.of(x, y));
    }

    @Override
    public String exp(String x) {
        return add("Exp", List.of(x));
    }

    @Override
    public String log(String x) {
        return add("Log", List.of(x));
    }

    @Override
    public String sinh(String x) {
        return add("Sinh", List.of(x));
    }

    @Override
    public String sqrt(String x) {
        return add("Sqrt", List.of(x));
    }

    @Override
    public String sin(String x) {
        return add("Sin", List.of(x));
    }

    @Override
    public String cos(String x) {
        return add("Cos", List.of(x));
    }

    @Override
    public String concatenate(String x, String y) {
        return add("Concat", List.of(x, y), integer("axis", 1));
    }

    @Override
    public String enlarge(String x) {
        var scales = initializer(edge(), new float[] {1, 1, 2, 2}, 4);
        return add(
                "Resize",
                List.of(x, "", scales),
                text("mode", "nearest"),
                text("coordinate_transformation_mode", "asymmetric"),
                text("nearest_mode", "floor"));
    }

    @Override
    public String depthToSpace(String x) {
        return add("DepthToSpace", List.of(x), integer("blocksize", 2), text("mode", "CRD"));
    }

    @Override
    public String maxPool(String x) {
        return add("MaxPool", List.of(x), integers("kernel_shape", 2, 2), integers("strides", 2, 2));
    }

    @Override
    public String rows(String table, String index) {
        return add("Gather", List.of(table, index), integer("axis", 0));
    }

    @Override
    public String reshape(String x, int... shape) {
        long[] axes = new long[shape.length + 1];
        axes[0] = -1;
        for (int i = 0; i < shape.length; i++) axes[i + 1] = shape[i];
        return add("Reshape", List.of(x, integers(axes)));
    }

    private String edge() {
        return "e" + edges++;
    }

    /// A constant of any shape.
    String tensor(float[] values, int... shape) {
        return initializer(edge(), values, shape);
    }

    /// A constant vector of integers.
    String integers(long... values) {
        String name = edge();
        var raw = new byte[8 * values.length];
        ProtobufWriter.littleEndian(raw).asLongBuffer().put(values);
        pieces.add(new Piece(CONSTANT, List.of(), name, tensor(name, OnnxExport.INT64, raw, values.length)));
        return name;
    }

    /// A node of any operator; the name of its result.
    String add(String operator, List<String> inputs, ProtobufWriter... attributes) {
        String result = edge();
        var rest = new ProtobufWriter();
        for (var attribute : attributes) rest.message(5, attribute);
        put(operator, inputs, result, rest);
        return result;
    }

    /// @param rest what the node has beside inputs, result and operator
    private void put(String operator, List<String> inputs, String result, ProtobufWriter rest) {
        var node = new ProtobufWriter();
        for (String input : inputs) node.text(1, input);
        node.text(2, result).text(4, operator).append(rest);
        pieces.add(new Piece(NODE, inputs, result, node));
    }

    private String initializer(String name, float[] values, int... shape) {
        var raw = new byte[4 * values.length];
        ProtobufWriter.littleEndian(raw).asFloatBuffer().put(values);
        pieces.add(new Piece(CONSTANT, List.of(), name, tensor(name, OnnxExport.FLOAT, raw, shape)));
        return name;
    }

    private static ProtobufWriter tensor(String name, int element, byte[] raw, int... shape) {
        var tensor = new ProtobufWriter();
        for (int size : shape) tensor.integer(1, size);
        return tensor.integer(2, element).text(8, name).bytes(9, raw);
    }

    private static ProtobufWriter floating(String name, float value) {
        return new ProtobufWriter().text(1, name).floating(2, value).integer(20, 1);
    }

    static ProtobufWriter integer(String name, long value) {
        return new ProtobufWriter().text(1, name).integer(3, value).integer(20, 2);
    }

    static ProtobufWriter text(String name, String value) {
        return new ProtobufWriter().text(1, name).text(4, value).integer(20, 3);
    }

    static ProtobufWriter integers(String name, long... values) {
        var attribute = new ProtobufWriter().text(1, name);
        for (long value : values) attribute.integer(8, value);
        return attribute.integer(20, 7);
    }
}
