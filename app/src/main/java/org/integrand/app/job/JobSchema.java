package org.integrand.app.job;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Describes a job's record as JSON Schema (draft 2020-12): the same annotations that `JobReader` binds by.
public final class JobSchema {
    private JobSchema() {}

    /// The schema of a command's job.
    public static ObjectNode of(Command<?> command) {
        var schema = JobFile.object();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", command.name());
        schema.put("description", command.summary());
        var body = record(command.job());
        var properties = JobFile.object();
        properties.putObject("command").put("const", command.name());
        properties.setAll((ObjectNode) body.get("properties"));
        body.set("properties", properties);
        schema.setAll(body);
        return schema;
    }

    /// The schema of a record that a job names a file of.
    public static ObjectNode of(Class<? extends Record> type) {
        return record(type);
    }

    private static ObjectNode record(Class<?> type) {
        var schema = JobFile.object().put("type", "object");
        var properties = schema.putObject("properties");
        var required = array();
        for (JobKey key : JobKey.of(type)) {
            properties.set(key.name(), key(key));
            if (key.otherwise().isEmpty() && !isOptional(key.component().getType())) required.add(key.name());
        }
        if (!required.isEmpty()) schema.set("required", required);
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode key(JobKey key) {
        var schema = JobFile.object().put("description", key.key().value());
        schema.setAll(type(key.component().getGenericType(), key.key()));
        if (!key.otherwise().isEmpty()) schema.set("default", JobFile.parse(key.otherwise()));
        return schema;
    }

    private static ObjectNode type(Type type, Key key) {
        var schema = JobFile.object();
        if (type instanceof ParameterizedType p) {
            var of = p.getActualTypeArguments()[0];
            if (p.getRawType() == Map.class)
                return schema.put("type", "object")
                        .set("additionalProperties", type(p.getActualTypeArguments()[1], key));
            if (p.getRawType() != List.class) return type(of, key);
            return schema.put("type", "array").set("items", type(of, key));
        }
        if (type == int.class || type == long.class || type == OptionalInt.class)
            return bounds(schema.put("type", "integer"), key);
        if (type == double.class || type == OptionalDouble.class) {
            if (key.unit().isEmpty()) return bounds(schema.put("type", "number"), key);
            schema.putArray("type").add("number").add("string");
            return bounds(schema.put("unit", key.unit()), key);
        }
        if (type == boolean.class) return schema.put("type", "boolean");
        if (type == String.class) return schema.put("type", "string");
        if (type == Formula.class) {
            schema.putArray("type").add("number").add("string");
            return schema;
        }
        if (type == PerName.class) {
            schema.putArray("type").add("number").add("string").add("object");
            return schema.set("additionalProperties", type(Formula.class, key));
        }
        if (type == double[].class) return schema.put("type", "array").set("items", type(double.class, key));
        if (type == int[].class) return schema.put("type", "array").set("items", type(int.class, key));
        if (type == double[][].class) return schema.put("type", "array").set("items", type(double[].class, key));
        return type instanceof Class<?> c ? object(c) : schema;
    }

    private static ObjectNode object(Class<?> type) {
        var schema = JobFile.object();
        if (type.isEnum()) {
            var names = schema.put("type", "string").putArray("enum");
            JobTypes.names(type).forEach(names::add);
            return schema;
        }
        if (!type.isAnnotationPresent(Choice.class)) return record(type);
        var choices = Choices.of(type);
        var names = JobFile.object();
        choices.names().forEach(names.putArray("enum")::add);
        var options = schema.putArray("oneOf").add(names);
        for (var option : choices.options()) options.add(option(choices.choice(), option));
        return schema;
    }

    /// One record of a choice: its name is the first key.
    private static ObjectNode option(Choice choice, Choices.Option option) {
        var named = option.named();
        var schema = JobFile.object().put("title", named.value()).put("description", named.meaning());
        var body = record(option.type());
        var properties = JobFile.object();
        if (named.also().length == 0) properties.putObject(choice.by()).put("const", named.value());
        else {
            var spellings = properties.putObject(choice.by()).putArray("enum").add(named.value());
            for (String other : named.also()) spellings.add(other);
        }
        properties.setAll((ObjectNode) body.get("properties"));
        body.set("properties", properties);
        if (named.impliedBy().isEmpty()) {
            var required = array().add(choice.by());
            Optional.ofNullable(body.get("required")).ifPresent(more -> required.addAll((ArrayNode) more));
            body.set("required", required);
        }
        schema.setAll(body);
        return schema;
    }

    private static ObjectNode bounds(ObjectNode schema, Key key) {
        if (Double.isFinite(key.min())) schema.put(key.above() ? "exclusiveMinimum" : "minimum", key.min());
        if (Double.isFinite(key.max())) schema.put("maximum", key.max());
        return schema;
    }

    private static boolean isOptional(Class<?> type) {
        return type == Optional.class || type == OptionalInt.class || type == OptionalDouble.class;
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
