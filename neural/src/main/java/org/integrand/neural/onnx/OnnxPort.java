package org.integrand.neural.onnx;

import java.util.List;
import java.util.stream.Collectors;

/// An input or output of an ONNX model.
///
/// @param shape length of each axis, -1 where the file leaves it open
public record OnnxPort(String name, Element element, List<Integer> shape) {
    /// Element types that a model can be given and asked for here.
    public enum Element {
        FLOAT,
        INT64,
        /// any other
        OTHER
    }

    public OnnxPort {
        shape = List.copyOf(shape);
    }

    /// The name, type and shape for people: `sample (float [?, 1, 28, 28])`.
    @Override
    public String toString() {
        return name + " (" + element.name().toLowerCase(java.util.Locale.ROOT) + " "
                + shape.stream()
                        .map(length -> length < 0 ? "?" : length.toString())
                        .collect(Collectors.joining(", ", "[", "]"))
                + ")";
    }
}
