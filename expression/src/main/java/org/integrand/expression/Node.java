package org.integrand.expression;

import java.util.List;

/// A formula in a `Graph`. Equal formulas of one graph are one node, so nodes are told apart by their `id`.
public sealed interface Node {
    /// Its number in the graph; arguments have smaller ones.
    int id();

    /// A number.
    record Number(int id, double value) implements Node {}

    /// t.
    record Time(int id) implements Node {}

    /// The index i of a family's formula, as a number.
    record Index(int id) implements Node {}

    /// The variable at a position of the state.
    record State(int id, int position) implements Node {}

    /// The element i + offset of a family, in a formula over i.
    record Element(int id, Family family, int offset) implements Node {}

    /// An operation on formulas.
    record Call(int id, Operation operation, List<Node> arguments) implements Node {
        /// The first argument.
        public Node first() {
            return arguments.getFirst();
        }

        /// The last argument.
        public Node last() {
            return arguments.getLast();
        }
    }
}
