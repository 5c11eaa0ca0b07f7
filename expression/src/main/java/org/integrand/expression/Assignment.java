package org.integrand.expression;

import java.util.List;

/// Where the values of formulas go.
public sealed interface Assignment {
    /// `into[place] = formula`.
    record Single(int place, Node formula) implements Assignment {}

    /// For i = from ... to the assignments of each, in one loop.
    record Loop(int from, int to, List<Each> each) implements Assignment {}

    /// `into[place + stride i] = formula`, a formula over i.
    record Each(int place, int stride, Node formula) {}
}
