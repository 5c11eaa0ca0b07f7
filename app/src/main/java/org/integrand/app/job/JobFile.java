package org.integrand.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads jobs from text: YAML (of which JSON is a part) or, faster, JSON by itself.
public final class JobFile {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?|[-+]?\\.(inf|Inf)|\\.(nan|NaN)|NaN");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private JobFile() {}

    /// A new empty tree.
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// The tree of a job file that holds one object.
    public static ObjectNode readOne(Path file) {
        return switch (readAll(file)) {
            case List<ObjectNode> jobs when jobs.size() == 1 -> jobs.getFirst();
            case List<ObjectNode> jobs ->
                throw new JobException(
                        file + " holds " + jobs.size() + " jobs: expected one (./integrand run takes lists)");
        };
    }

    /// The trees of a file that holds one job or a list of jobs.
    public static List<ObjectNode> readAll(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new JobException("job file " + file + " does not exist");
        } catch (IOException e) {
            throw new JobException("job file " + file + " cannot be read: " + e.getMessage());
        }
        var tree = parse(text, file.toString());
        if (tree instanceof ObjectNode job) return List.of(job);
        if (!tree.isArray() || tree.isEmpty())
            throw new JobException(file + ": expected a job (an object with a key 'command') or a list of jobs");
        return tree.valueStream()
                .map(element -> {
                    if (element instanceof ObjectNode job) return job;
                    throw new JobException(file + ": " + element + ": expected a job, an object with a key 'command'");
                })
                .toList();
    }

    /// A value as YAML writes it: `6`, `ddim`, `[1, 2]`, `{type: digits}`.
    public static JsonNode parse(String text) {
        return parse(text, "'" + text + "'");
    }

    private static JsonNode parse(String text, String origin) {
        String trimmed = text.strip();
        if (isPlain(trimmed)) return scalar(trimmed);
        try {
            if (trimmed.startsWith("{\"") || trimmed.startsWith("[")) return JSON.readTree(trimmed);
        } catch (JacksonException _) {
            // not JSON: YAML says what is wrong with it, or reads it
        }
        try {
            return YAMLMapper.shared().readTree(text);
        } catch (JacksonException e) {
            String reason =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            throw new JobException(
                    origin + " is not YAML or JSON: line " + e.getLocation().getLineNr() + ": " + reason);
        }
    }

    /// The usual scalars are read here: a command line then needs no YAML reader.
    private static boolean isPlain(String text) {
        return text.matches("[-+./\\w]+");
    }

    private static JsonNode scalar(String text) {
        var make = JsonNodeFactory.instance;
        if (text.equals("true") || text.equals("false")) return make.booleanNode(text.equals("true"));
        if (text.matches("[-+]?\\d{1,18}")) return make.numberNode(Long.parseLong(text));
        return looksLikeNumber(text) ? make.numberNode(toDouble(text)) : make.stringNode(text);
    }

    static boolean looksLikeNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    static double toDouble(String text) {
        if (text.toLowerCase(java.util.Locale.ROOT).endsWith("nan")) return Double.NaN;
        if (text.toLowerCase(java.util.Locale.ROOT).endsWith("inf"))
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        return Double.parseDouble(text);
    }
}
