package org.integrand.app.job;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// YAML 1.2, core schema, as a tree: `1e-3` is a number, `yes` is text, a key given twice is an error.
final class Yaml {
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,9}");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-\\w./]*");

    private Yaml() {}

    /// @param origin names the text in errors
    /// @throws JobException with the line that is wrong
    static JsonNode read(String text, String origin) {
        var make = JsonNodeFactory.instance;
        // the usual values on a command line need no YAML reader, which takes a while to load
        if (WHOLE.matcher(text).matches()) return make.numberNode(Integer.parseInt(text));
        if (NAME.matcher(text).matches() && !isConstant(text)) return make.stringNode(text);
        try {
            var settings = LoadSettings.builder()
                    .setSchema(new CoreSchema())
                    .setLabel(origin)
                    .setCodePointLimit(Integer.MAX_VALUE)
                    .build();
            return node(new Load(settings).loadFromString(text));
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark()
                    .map(mark -> "line " + (mark.getLine() + 1) + ": ")
                    .orElse("");
            throw new JobException(origin + " is not YAML or JSON: " + line + e.getProblem());
        } catch (YamlEngineException e) {
            throw new JobException(origin + " is not YAML or JSON: " + e.getMessage());
        }
    }

    private static boolean isConstant(String text) {
        return switch (text) {
            case "true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL" -> true;
            default -> false;
        };
    }

    private static JsonNode node(@Nullable Object value) {
        var make = JsonNodeFactory.instance;
        return switch (value) {
            case null -> make.nullNode();
            case Boolean b -> make.booleanNode(b);
            case Integer i -> make.numberNode(i.intValue());
            case Long l -> make.numberNode(l.longValue());
            case BigInteger i -> make.numberNode(i);
            case Number n -> make.numberNode(n.doubleValue());
            case List<?> list -> {
                var array = make.arrayNode();
                for (Object element : list) array.add(node(element));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = make.objectNode();
                map.forEach((key, element) -> object.set(String.valueOf(key), node(element)));
                yield object;
            }
            default -> make.stringNode(value.toString());
        };
    }
}
