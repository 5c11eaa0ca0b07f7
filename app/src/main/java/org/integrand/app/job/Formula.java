package org.integrand.app.job;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A number or a formula, as a job writes it: `10`, `8/3`, `s*(y - x)`.
public record Formula(String text) {
    static Optional<Formula> of(JsonNode node) {
        if (node.isString()) return Optional.of(new Formula(node.asString()));
        return node.isNumber() && Double.isFinite(node.doubleValue())
                ? Optional.of(new Formula(node.toString()))
                : Optional.empty();
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
