package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.integrand.app.job.JobFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Draws jobs from a command's schema: choices, switches and numbers within their bounds, most keys left out.
final class RandomJobs {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final List<String> TABLEAUS =
            List.of("1euler", "2heun", "2midpoint", "3kutta", "3ral", "3heun", "3vdh", "3ssprk", "4rk");
    /// What needs a file or a list that a schema does not describe.
    private static final Set<String> LEFT_OUT = Set.of("scheduler", "solver-schedule", "table", "uncorrected");

    private final ObjectNode schema;
    private final RandomGenerator random;
    private final double often;

    /// @param often how often a key that has a default is given
    RandomJobs(ObjectNode schema, RandomGenerator random, double often) {
        this.schema = schema;
        this.random = random;
        this.often = often;
    }

    /// The value of a key of the job.
    JsonNode value(String key) {
        return value(key, (ObjectNode) schema.get("properties").get(key));
    }

    /// One of some.
    <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private JsonNode value(String key, ObjectNode of) {
        if (of.has("oneOf")) return object(option(of.get("oneOf")));
        if (of.has("enum"))
            return of.get("enum").get(random.nextInt(of.get("enum").size()));
        return switch (of.path("type").asString("")) {
            case "integer" -> MAKE.numberNode(whole(of));
            case "number" -> MAKE.numberNode(number(of));
            case "boolean" -> MAKE.booleanNode(random.nextBoolean());
            case "string" -> MAKE.stringNode(one(TABLEAUS));
            case "array" -> list(key);
            default -> throw new IllegalStateException(key + ": " + of);
        };
    }

    private ObjectNode option(JsonNode options) {
        var whole = new ArrayList<ObjectNode>();
        for (JsonNode option : options)
            if (option.has("properties")
                    && !LEFT_OUT.contains(option.path("title").asString(""))) whole.add((ObjectNode) option);
        return one(whole);
    }

    private ObjectNode object(ObjectNode option) {
        var object = JobFile.object();
        var required =
                option.path("required").valueStream().map(JsonNode::asString).toList();
        for (var property : option.get("properties").properties()) {
            String key = property.getKey();
            if (property.getValue().has("const"))
                object.set(key, property.getValue().get("const"));
            else if (required.contains(key) || (!LEFT_OUT.contains(key) && random.nextDouble() < often))
                object.set(key, value(key, (ObjectNode) property.getValue()));
        }
        return object;
    }

    private int whole(ObjectNode of) {
        int least = of.path("minimum").asInt(0);
        return random.nextInt(least, Math.min(of.path("maximum").asInt(100), least + (least == 1 ? 40 : 4)) + 1);
    }

    /// Near the default, or anywhere up to 10 within the bounds.
    private double number(ObjectNode of) {
        double least = of.path("minimum").asDouble(of.path("exclusiveMinimum").asDouble(-10));
        double most = Math.min(of.path("maximum").asDouble(10), Math.max(10, least));
        double near = of.path("default").asDouble(0);
        double drawn = near > 0 && random.nextBoolean()
                ? near * Math.exp(random.nextGaussian())
                : least + random.nextDouble() * (most - least);
        return Math.clamp(drawn, of.has("exclusiveMinimum") ? Math.nextUp(least) : least, Math.max(most, near));
    }

    private JsonNode list(String key) {
        var list = MAKE.arrayNode();
        int n = random.nextInt(2, 12);
        double from = key.equals("sigmas") ? 10 : key.equals("lambdas") ? -4 : 0.99;
        double to = key.equals("sigmas") ? 0.02 : key.equals("lambdas") ? 3 : 0.01;
        for (int i = 0; i < n; i++) list.add(from + (to - from) * i / (n - 1));
        return list;
    }
}
