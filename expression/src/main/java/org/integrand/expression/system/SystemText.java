package org.integrand.expression.system;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A system of equations as it is written; every map keeps its order.
///
/// @param equations   the derivative of each variable: `x: "s*(y - x)"`; of each element of a family:
///     `u[i=1..N]: "D*(u[i-1] - 2*u[i] + u[i+1])"`
/// @param parameters  numbers, or formulas of parameters
/// @param definitions formulas with a name, of variables, parameters, t and each other
/// @param boundary    what elements outside a family's range stand for: `u[0]: 1`
/// @param initial     the state at the start: `x: 1`, `u[i]: "sin(pi*i/(N + 1))"`; formulas of parameters
public record SystemText(
        Map<String, String> equations,
        Map<String, String> parameters,
        Map<String, String> definitions,
        Map<String, String> boundary,
        Map<String, String> initial) {
    public SystemText {
        equations = ordered(equations);
        parameters = ordered(parameters);
        definitions = ordered(definitions);
        boundary = ordered(boundary);
        initial = ordered(initial);
    }

    private static Map<String, String> ordered(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
