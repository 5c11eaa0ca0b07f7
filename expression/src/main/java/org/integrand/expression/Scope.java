package org.integrand.expression;

import java.util.Collection;
import java.util.Optional;

/// What the names in a formula stand for.
public interface Scope {
    /// The formula that a name stands for.
    Optional<Node> name(String name);

    /// The element of a family.
    ///
    /// @param index a formula of numbers and, within a family's formula, its index
    /// @throws IllegalArgumentException when there is no such element
    Optional<Node> element(String family, Node index);

    /// The names there are, for who misspells one.
    Collection<String> names();
}
