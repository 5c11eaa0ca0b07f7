package org.integrand.diffusion.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.integrand.neural.onnx.ProtobufWriter;

/// An ONNX file of a few nodes with chosen inputs: out = sample * timestep + pattern + class + others, where the
/// pattern holds 0, 1, 2, ... in the file's layout. Field numbers are those of onnx.proto3 of the ONNX project.
final class TinyGraph {
    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int DOUBLE = 11;

    private final ProtobufWriter graph = new ProtobufWriter().text(2, "tiny");
    private final int[] axes;
    private Optional<String> external = Optional.empty();
    private final List<String> added = new ArrayList<>();

    /// @param batch length of the batch axis, 0 for an open one
    /// @param axes  lengths of the other three
    TinyGraph(int batch, int... axes) {
        this.axes = axes;
        graph.message(11, value("sample", FLOAT, batch, axes[0], axes[1], axes[2]));
    }

    /// The input of times; lengths of its axes, 0 for an open one.
    TinyGraph timestep(String name, int element, int... shape) {
        graph.message(11, value(name, element, shape));
        graph.message(1, node("Cast", name, "cast " + name).message(5, integer("to", FLOAT)));
        graph.message(1, node("Reshape", "cast " + name, "time").text(1, "column"));
        return this;
    }

    TinyGraph labels(String name) {
        graph.message(11, value(name, INT64, 0));
        graph.message(1, node("Cast", name, "cast " + name).message(5, integer("to", FLOAT)));
        graph.message(1, node("Reshape", "cast " + name, "wide " + name).text(1, "column"));
        added.add("wide " + name);
        return this;
    }

    /// An input of floats in the states' size that is added to them.
    TinyGraph added(String name, int... shape) {
        graph.message(11, value(name, FLOAT, shape));
        added.add(name);
        return this;
    }

    /// The pattern in a file beside the graph's.
    TinyGraph patternIn(Path file) throws IOException {
        Files.write(file, pattern());
        external = Optional.of(file.getFileName().toString());
        return this;
    }

    private byte[] pattern() {
        int numbers = axes[0] * axes[1] * axes[2];
        var pattern = new byte[4 * numbers];
        var floats = ProtobufWriter.littleEndian(pattern);
        for (int i = 0; i < numbers; i++) floats.putFloat(i);
        return pattern;
    }

    private ProtobufWriter patternTensor() {
        if (external.isEmpty())
            return tensor("pattern", FLOAT, 1, axes[0], axes[1], axes[2]).bytes(9, pattern());
        var location = new ProtobufWriter().text(1, "location").text(2, external.get());
        return tensor("pattern", FLOAT, 1, axes[0], axes[1], axes[2])
                .message(13, location)
                .integer(14, 1);
    }

    byte[] bytes() {
        var column = new byte[32];
        ProtobufWriter.littleEndian(column).putLong(-1).putLong(1).putLong(1).putLong(1);
        graph.message(5, tensor("column", INT64, 4).bytes(9, column));
        graph.message(5, patternTensor());
        graph.message(1, node("Mul", "sample", "product").text(1, "time"));
        graph.message(1, node("Add", "product", "sum").text(1, "pattern"));
        String last = "sum";
        for (String label : added) {
            graph.message(1, node("Add", last, last + "+").text(1, label));
            last += "+";
        }
        graph.message(1, node("Identity", last, "out"));
        graph.message(12, value("out", FLOAT, 0, axes[0], axes[1], axes[2]));
        return new ProtobufWriter()
                .integer(1, 10)
                .message(7, graph)
                .message(8, new ProtobufWriter().text(1, "").integer(2, 20))
                .toByteArray();
    }

    private static ProtobufWriter node(String operator, String input, String output) {
        return new ProtobufWriter().text(1, input).text(2, output).text(4, operator);
    }

    private static ProtobufWriter integer(String name, long value) {
        return new ProtobufWriter().text(1, name).integer(3, value).integer(20, 2);
    }

    private static ProtobufWriter tensor(String name, int element, int... shape) {
        var tensor = new ProtobufWriter();
        for (int size : shape) tensor.integer(1, size);
        return tensor.integer(2, element).text(8, name);
    }

    private static ProtobufWriter value(String name, int element, int... shape) {
        var axes = new ProtobufWriter();
        for (int size : shape)
            axes.message(1, size == 0 ? new ProtobufWriter().text(2, "batch") : new ProtobufWriter().integer(1, size));
        var tensor = new ProtobufWriter().integer(1, element).message(2, axes);
        return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensor));
    }
}
