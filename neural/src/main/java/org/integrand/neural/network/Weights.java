package org.integrand.neural.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Named parameters of a network, in the order in which the network meets them.
public final class Weights {
    /// One parameter: row-major values and their shape.
    public record Parameter(List<Integer> shape, float[] values) {
        public Parameter {
            int size = 1;
            for (int n : shape) size *= n;
            if (size != values.length)
                throw new IllegalArgumentException(
                        "parameter of shape " + shape + ": " + values.length + " values, expected " + size);
        }
    }

    private final SequencedMap<String, Parameter> parameters;

    public Weights(Map<String, Parameter> parameters) {
        this.parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    }

    public SequencedMap<String, Parameter> parameters() {
        return parameters;
    }

    /// @throws IllegalArgumentException when there is no such parameter
    public Parameter parameter(String name) {
        var found = parameters.get(name);
        if (found == null)
            throw new IllegalArgumentException("weights: no parameter '" + name + "' among " + parameters.keySet());
        return found;
    }

    /// The number of trainable numbers.
    public int size() {
        return parameters.values().stream().mapToInt(p -> p.values().length).sum();
    }
}
