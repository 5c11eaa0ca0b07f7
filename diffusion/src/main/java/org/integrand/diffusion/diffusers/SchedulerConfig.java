package org.integrand.diffusion.diffusers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A `scheduler_config.json` of diffusers as it is: `_class_name` chooses, missing keys have that class's
/// defaults, keys it does not know are listed and otherwise of no effect.
///
/// @param scheduler which class
/// @param values    the keys of the class, defaults filled in
/// @param ignored   keys of the file that the class does not have
public record SchedulerConfig(SchedulerClass scheduler, Map<String, JsonNode> values, List<String> ignored) {
    private static final String CLASS = "_class_name";
    /// What a pipeline of diffusers tells its scheduler, which is no key of the file.
    static final String IMAGE_TOKENS = "image_seq_len";

    private static final String DEFAULTS = "scheduler-defaults.json";

    public SchedulerConfig {
        values = Map.copyOf(values);
        ignored = List.copyOf(ignored);
    }

    /// Reads a file.
    /// @throws IllegalArgumentException when it is not a scheduler's, or a scheduler that is not known
    public static SchedulerConfig read(Path file) {
        try {
            return of(mapper().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("scheduler " + file + ": " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("scheduler " + file + ": not JSON, " + e.getOriginalMessage(), e);
        }
    }

    /// From the JSON object.
    /// @throws IllegalArgumentException when it is not a scheduler's, or a scheduler that is not known
    public static SchedulerConfig of(JsonNode json) {
        JsonNode name = json.path(CLASS);
        if (!name.isString())
            throw new IllegalArgumentException(
                    "scheduler: no '" + CLASS + "', expected a scheduler_config.json of diffusers");
        var scheduler = SchedulerClass.named(name.asString());
        Map<String, JsonNode> values = new LinkedHashMap<>();
        defaults().get(scheduler.spelling()).properties().forEach(e -> values.put(e.getKey(), e.getValue()));
        List<String> ignored = new ArrayList<>();
        json.properties().forEach(e -> {
            if (values.containsKey(e.getKey())) values.put(e.getKey(), e.getValue());
            else if (!e.getKey().startsWith("_")) ignored.add(e.getKey());
        });
        return new SchedulerConfig(scheduler, values, ignored);
    }

    /// The same for images of so many tokens, which `use_dynamic_shifting` needs: of a latent of h x w and patches of
    /// p x p they are h w / p^2.
    public SchedulerConfig withImageTokens(int tokens) {
        Map<String, JsonNode> more = new LinkedHashMap<>(values);
        more.put(IMAGE_TOKENS, mapper().getNodeFactory().numberNode(tokens));
        return new SchedulerConfig(scheduler, more, ignored);
    }

    /// Python writes -Infinity, which JSON does not have.
    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
    }

    private static JsonNode defaults() {
        try (InputStream in =
                Objects.requireNonNull(SchedulerConfig.class.getResourceAsStream(DEFAULTS), "resource " + DEFAULTS)) {
            return mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(DEFAULTS, e);
        }
    }

    /// Whether the class has the key.
    boolean has(String key) {
        return values.containsKey(key);
    }

    /// The value of a key, unless it is null or the class does not have it.
    Optional<JsonNode> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(v -> !v.isNull());
    }

    boolean flag(String key) {
        return value(key)
                .map(v -> {
                    if (!v.isBoolean()) throw wrong(key, "true or false");
                    return v.booleanValue();
                })
                .orElse(false);
    }

    double number(String key) {
        return optionalNumber(key).orElseThrow(() -> wrong(key, "a number"));
    }

    Optional<Double> optionalNumber(String key) {
        return value(key).map(v -> {
            if (!v.isNumber()) throw wrong(key, "a number");
            return v.doubleValue();
        });
    }

    int integer(String key) {
        double number = number(key);
        if (number != Math.rint(number) || Math.abs(number) > 1e9) throw wrong(key, "a whole number");
        return (int) number;
    }

    String text(String key) {
        return value(key)
                .filter(JsonNode::isString)
                .orElseThrow(() -> wrong(key, "a text"))
                .asString();
    }

    /// A text that is one of some.
    String choice(String key, List<String> choices) {
        String text = text(key);
        if (!choices.contains(text)) throw wrong(key, "one of " + String.join(", ", choices));
        return text;
    }

    double[] numbers(String key) {
        JsonNode list = value(key).filter(JsonNode::isArray).orElseThrow(() -> wrong(key, "a list of numbers"));
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!list.get(i).isNumber()) throw wrong(key, "a list of numbers");
            numbers[i] = list.get(i).doubleValue();
        }
        return numbers;
    }

    /// A value that cannot be used.
    IllegalArgumentException wrong(String key, String expected) {
        return new IllegalArgumentException(key + " " + values.getOrDefault(key, mapper().nullNode()) + " of "
                + scheduler.spelling() + ": expected " + expected);
    }
}
