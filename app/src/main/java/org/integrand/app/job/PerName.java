package org.integrand.app.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One number for everything, or one for each thing by its name: `1e-9`, `{x: 1e-9, y: 1e-12}`.
///
/// @param all  the number for everything
/// @param each the numbers by name, empty where there is one for all
public record PerName(Optional<Formula> all, Map<String, Formula> each) {
    public PerName {
        each = Collections.unmodifiableMap(new LinkedHashMap<>(each));
    }

    public static PerName all(double value) {
        return new PerName(Optional.of(new Formula(Double.toString(value))), Map.of());
    }

    JsonNode node() {
        if (all.isPresent()) return all.get().node();
        var tree = JobFile.object();
        each.forEach((name, formula) -> tree.set(name, formula.node()));
        return tree;
    }
}
