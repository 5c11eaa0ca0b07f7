package org.integrand.app.job;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A number, a quantity or a formula, as a job writes it: `10`, `80 degC`, `s*(y - x)`.
public record Formula(String text) {
    static Optional<Formula> of(JsonNode node) {
        if (node.isString()) return Optional.of(new Formula(node.asString()));
        return node.isNumber() && Double.isFinite(node.doubleValue())
                ? Optional.of(new Formula(node.toString()))
                : Optional.empty();
    }

    /// The same, a quantity as its value in SI base units.
    ///
    /// @throws IllegalArgumentException when its unit is none
    public Formula plain() {
        return Quantity.of(text)
                .map(quantity -> new Formula(Double.toString(quantity.si())))
                .orElse(this);
    }

    JsonNode node() {
        var make = JsonNodeFactory.instance;
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) return make.numberNode(value);
        } catch (NumberFormatException _) {
            // no number, but a formula
        }
        return make.stringNode(text);
    }
}
