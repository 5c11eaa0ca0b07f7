package org.integrand.neural.network;

import java.util.List;

/// A network: named inputs, named outputs, and the one method that says what it computes.
public interface Network {
    /// An input: its element type and its shape without the batch axis.
    record Input(String name, Element element, List<Integer> shape) {
        /// Element types of inputs.
        public enum Element {
            FLOAT,
            INT64
        }

        public static Input floats(String name, Integer... shape) {
            return new Input(name, Element.FLOAT, List.of(shape));
        }

        public static Input integers(String name, Integer... shape) {
            return new Input(name, Element.INT64, List.of(shape));
        }
    }

    String name();

    List<Input> inputs();

    List<String> outputs();

    /// The outputs, in the order of [#outputs], for inputs in the order of [#inputs].
    <T> List<T> apply(Operations<T> ops, List<T> inputs);
}
