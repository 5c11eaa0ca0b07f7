package org.integrand.expression;

import java.util.List;

/// A piece of work in a method made of formulas.
sealed interface Statement {
    /// Computes a formula and keeps its value for later statements.
    record Value(Node formula) implements Statement {}

    /// `into[place] = formula`.
    record Output(Assignment.Single single) implements Statement {}

    /// All rounds of a loop.
    record Rounds(Assignment.Loop loop) implements Statement {}

    default List<Node> formulas() {
        return switch (this) {
            case Value(var formula) -> List.of(formula);
            case Output(var single) -> List.of(single.formula());
            case Rounds(var loop) ->
                loop.each().stream().map(Assignment.Each::formula).toList();
        };
    }
}
