package org.integrand.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Golden data: reference numbers computed by another implementation, kept as JSON under `golden/` in a module's
/// test resources. In arrays `null` stands for NaN, which JSON cannot write.
public final class Golden {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Golden() {}

    /// The JSON tree of a resource.
    ///
    /// @param owner    a class of the module that has the resource
    /// @param resource path from the root of the class path, for example `golden/ode/kepler-e06.json`
    public static JsonNode read(Class<?> owner, String resource) {
        String path = resource.startsWith("/") ? resource : "/" + resource;
        try (InputStream in = owner.getResourceAsStream(path)) {
            if (in == null)
                throw new IllegalArgumentException("no golden data '" + path + "' beside " + owner.getName());
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("golden data '" + path + "': " + e.getMessage(), e);
        }
    }

    /// A member that must be there.
    public static JsonNode member(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null)
            throw new IllegalArgumentException(
                    "golden data has no '" + name + "': expected one of " + object.propertyNames());
        return value;
    }

    /// A number; `null` is NaN.
    public static double number(JsonNode node) {
        if (node.isNull()) return Double.NaN;
        if (!node.isNumber())
            throw new IllegalArgumentException("golden value " + node + ": expected a number or null");
        return node.doubleValue();
    }

    /// A list of numbers; `null` is NaN.
    public static double[] numbers(JsonNode node) {
        double[] values = new double[array(node).size()];
        for (int i = 0; i < values.length; i++) values[i] = number(node.get(i));
        return values;
    }

    /// A list of lists of numbers, not necessarily of equal length.
    public static double[][] matrix(JsonNode node) {
        double[][] rows = new double[array(node).size()][];
        for (int i = 0; i < rows.length; i++) rows[i] = numbers(node.get(i));
        return rows;
    }

    private static JsonNode array(JsonNode node) {
        if (!node.isArray()) throw new IllegalArgumentException("golden value " + node + ": expected a list");
        return node;
    }
}
