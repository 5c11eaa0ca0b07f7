package org.integrand.app.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Binds a tree to a record, strictly: every key must be known, every value of the key's type; a key that is
/// left out takes its default. Components may be numbers, booleans, text, enums, formulas, lists, maps by name,
/// records, choices and optionals of these.
///
/// The default of an object stands until the object is named: `sampler: {order: 2}` changes the order of the
/// default sampler, `sampler: {name: ddim}` starts from the defaults of `ddim`.
public final class JobReader {
    private JobReader() {}

    /// @throws JobException in one line, with the path of the key
    public static <R extends Record> R read(ObjectNode tree, Class<R> type) {
        return record(tree, type, "", List.of());
    }

    /// Whether a record of a sealed interface marked `Choice` has this name.
    public static boolean knows(Class<?> choice, String name) {
        return Choices.of(choice).options().stream()
                .map(Choices.Option::named)
                .anyMatch(named -> named.value().equals(name)
                        || Arrays.asList(named.also()).contains(name));
    }

    private static <R extends Record> R record(ObjectNode tree, Class<R> type, String path, List<String> more) {
        var keys = JobKey.of(type);
        var known = keys.stream().map(JobKey::name).toList();
        for (String key : tree.propertyNames())
            if (!known.contains(key) && !more.contains(key))
                throw new JobException("unknown key '" + join(path, key) + "'" + Spelling.hint(key, known));
        var values = new HashMap<String, Object>();
        for (JobKey key : keys) values.put(key.name(), valueOf(key, tree, path));
        return construct(type, values, path);
    }

    private static Object valueOf(JobKey key, ObjectNode tree, String path) {
        String at = join(path, key.name());
        String unit = key.key().unit();
        var given = tree.get(key.name());
        var type = key.component().getGenericType();
        if (given == null) {
            if (!key.otherwise().isEmpty()) return value(JobFile.parse(key.otherwise()), type, at, unit);
            return absent(type)
                    .orElseThrow(() -> new JobException(at + " is missing: expected " + JobTypes.expected(type)));
        }
        return value(withDefaults(given, key), type, at, unit);
    }

    /// The default object under a given one that does not name itself.
    private static JsonNode withDefaults(JsonNode given, JobKey key) {
        if (!(given instanceof ObjectNode object) || key.otherwise().isEmpty()) return given;
        var type = key.component().getType();
        var choice = type.getAnnotation(Choice.class);
        if (choice == null
                || object.has(choice.by())
                || Choices.of(type).options().stream()
                        .anyMatch(option -> object.has(option.named().impliedBy()))) return given;
        var base = JobFile.parse(key.otherwise());
        var merged = base instanceof ObjectNode whole
                ? whole.deepCopy()
                : JobFile.object().set(choice.by(), base);
        object.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        return merged;
    }

    /// @param unit the unit of numbers, or nothing
    private static Object value(JsonNode node, Type type, String path, String unit) {
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class)
            return Optional.of(value(node, optional.getActualTypeArguments()[0], path, unit));
        if (type == OptionalInt.class) return OptionalInt.of(whole(node, path));
        if (type == OptionalDouble.class) return OptionalDouble.of(number(node, path, unit));
        if (type == int.class) return whole(node, path);
        if (type == long.class) {
            if (!node.isIntegralNumber() || !node.canConvertToLong()) throw wrong(node, type, path);
            return node.longValue();
        }
        if (type == double.class) return number(node, path, unit);
        if (type == boolean.class) {
            if (!node.isBoolean()) throw wrong(node, type, path);
            return node.booleanValue();
        }
        if (type == String.class) {
            if (!node.isString()) throw wrong(node, type, path);
            return node.asString();
        }
        if (type == double[].class) return numbers(node, path, unit);
        if (type == int[].class) {
            if (!node.isArray()) throw wrong(node, type, path);
            return IntStream.range(0, node.size())
                    .map(i -> whole(node.get(i), path + "[" + i + "]"))
                    .toArray();
        }
        if (type == double[][].class) {
            if (!node.isArray()) throw wrong(node, type, path);
            return IntStream.range(0, node.size())
                    .mapToObj(i -> numbers(node.get(i), path + "[" + i + "]", unit))
                    .toArray(double[][]::new);
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            if (!node.isArray()) throw wrong(node, type, path);
            var element = list.getActualTypeArguments()[0];
            return IntStream.range(0, node.size())
                    .mapToObj(i -> value(node.get(i), element, path + "[" + i + "]", unit))
                    .toList();
        }
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class)
            return map(node, map.getActualTypeArguments()[1], path, unit);
        if (type == PerName.class) return perName(node, path);
        if (type == Formula.class) return Formula.of(node).orElseThrow(() -> wrong(node, type, path));
        if (type instanceof Class<?> c) return object(node, c, path);
        throw new IllegalStateException("a job cannot hold a " + type);
    }

    private static PerName perName(JsonNode node, String path) {
        var all = Formula.of(node);
        if (all.isPresent()) return new PerName(all, Map.of());
        if (!(node instanceof ObjectNode object)) throw wrong(node, PerName.class, path);
        var each = new LinkedHashMap<String, Formula>();
        object.properties()
                .forEach(entry -> each.put(
                        entry.getKey(),
                        Formula.of(entry.getValue())
                                .orElseThrow(
                                        () -> wrong(entry.getValue(), Formula.class, join(path, entry.getKey())))));
        return new PerName(Optional.empty(), each);
    }

    private static Map<String, Object> map(JsonNode node, Type element, String path, String unit) {
        if (!(node instanceof ObjectNode object))
            throw new JobException(path + ": " + node + ": expected an object, each " + JobTypes.expected(element));
        var map = new LinkedHashMap<String, Object>();
        object.properties()
                .forEach(entry ->
                        map.put(entry.getKey(), value(entry.getValue(), element, join(path, entry.getKey()), unit)));
        return Collections.unmodifiableMap(map);
    }

    private static Object object(JsonNode node, Class<?> type, String path) {
        if (type.isEnum()) return constant(node, type, path);
        var choice = type.getAnnotation(Choice.class);
        if (choice != null) {
            var tree = node.isString() ? JobFile.object().set(choice.by(), node) : node;
            if (!(tree instanceof ObjectNode object)) throw wrong(node, type, path);
            return record(object, Choices.of(type).select(object, path), path, List.of(choice.by()));
        }
        if (!(node instanceof ObjectNode object) || !type.isRecord()) throw wrong(node, type, path);
        return record(object, type.asSubclass(Record.class), path, List.of());
    }

    private static Object constant(JsonNode node, Class<?> type, String path) {
        var names = JobTypes.names(type);
        int index = node.isString() ? names.indexOf(node.asString()) : -1;
        if (index < 0)
            throw new JobException(path + ": " + node
                    + (node.isString() ? Spelling.hint(node.asString(), names) : ": expected one of " + names));
        return type.getEnumConstants()[index];
    }

    private static int whole(JsonNode node, String path) {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) throw wrong(node, int.class, path);
        return node.intValue();
    }

    private static double number(JsonNode node, String path, String unit) {
        if (node.isNumber()) return node.doubleValue();
        if (!unit.isEmpty() && node.isString()) {
            try {
                var quantity = Quantity.of(node.asString());
                if (quantity.isPresent()) return quantity.get().si(unit);
            } catch (IllegalArgumentException e) {
                throw new JobException(path + ": " + e.getMessage());
            }
            throw new JobException(path + ": " + node + ": expected a number or a quantity such as 2.5 " + unit);
        }
        throw wrong(node, double.class, path);
    }

    private static double[] numbers(JsonNode node, String path, String unit) {
        if (!node.isArray()) throw wrong(node, double[].class, path);
        return IntStream.range(0, node.size())
                .mapToDouble(i -> number(node.get(i), path + "[" + i + "]", unit))
                .toArray();
    }

    private static Optional<Object> absent(Type type) {
        if (type instanceof ParameterizedType p && p.getRawType() == Optional.class)
            return Optional.of(Optional.empty());
        if (type == OptionalInt.class) return Optional.of(OptionalInt.empty());
        return type == OptionalDouble.class ? Optional.of(OptionalDouble.empty()) : Optional.empty();
    }

    /// @param values of the keys by name, those of groups among them
    private static <R extends Record> R construct(Class<R> type, Map<String, Object> values, String path) {
        var components = type.getRecordComponents();
        var arguments = Arrays.stream(components)
                .map(component -> JobKey.isGroup(component)
                        ? construct(component.getType().asSubclass(Record.class), values, path)
                        : Objects.requireNonNull(values.get(JobKey.of(component).name())))
                .toArray();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException wrong) throw JobException.at(path, wrong);
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JobException wrong(JsonNode node, Type type, String path) {
        String shown = node.toString();
        if (shown.length() > 60) shown = shown.substring(0, 57) + "...";
        return new JobException(path + ": " + shown + ": expected " + JobTypes.expected(type));
    }

    static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
