package org.integrand.app.job;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a job's record as a tree with every default spelled out: `JobReader` reads the same record from it.
public final class JobWriter {
    private JobWriter() {}

    /// The whole job, with its command.
    public static ObjectNode write(String command, Record job) {
        var tree = JobFile.object().put("command", command);
        fill(tree, job);
        return tree;
    }

    private static void fill(ObjectNode tree, Record record) {
        for (var component : record.getClass().getRecordComponents()) {
            Object value;
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                value = accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            if (JobKey.isGroup(component)) fill(tree, (Record) value);
            else node(value).ifPresent(node -> tree.set(JobKey.of(component).name(), node));
        }
    }

    private static Optional<JsonNode> node(Object value) {
        var make = JsonNodeFactory.instance;
        return switch (value) {
            case Optional<?> optional -> optional.flatMap(JobWriter::node);
            case OptionalInt i -> i.isPresent() ? Optional.of(make.numberNode(i.getAsInt())) : Optional.empty();
            case OptionalDouble d -> d.isPresent() ? Optional.of(make.numberNode(d.getAsDouble())) : Optional.empty();
            case Integer i -> Optional.of(make.numberNode(i.intValue()));
            case Long l -> Optional.of(make.numberNode(l.longValue()));
            case Double d -> Optional.of(make.numberNode(d.doubleValue()));
            case Boolean b -> Optional.of(make.booleanNode(b));
            case Enum<?> e ->
                Optional.of(make.stringNode(e.name().toLowerCase(Locale.ROOT).replace('_', '-')));
            case double[] numbers -> list(Arrays.stream(numbers).boxed().toList());
            case int[] numbers -> list(Arrays.stream(numbers).boxed().toList());
            case double[][] rows -> list(Arrays.asList(rows));
            case List<?> elements -> list(elements);
            case Map<?, ?> map -> Optional.of(map(map));
            case Formula formula -> Optional.of(formula.node());
            case PerName numbers -> Optional.of(numbers.node());
            case Record record -> Optional.of(object(record));
            default -> Optional.of(make.stringNode(value.toString()));
        };
    }

    private static Optional<JsonNode> list(List<?> elements) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (Object element : elements) node(element).ifPresent(array::add);
        return Optional.of(array);
    }

    private static ObjectNode map(Map<?, ?> map) {
        var tree = JobFile.object();
        map.forEach((key, value) -> node(value).ifPresent(node -> tree.set(key.toString(), node)));
        return tree;
    }

    /// A record of a choice begins with its name.
    private static ObjectNode object(Record record) {
        var tree = JobFile.object();
        var named = record.getClass().getAnnotation(Named.class);
        if (named != null) tree.put(Choices.by(record.getClass()), named.value());
        fill(tree, record);
        return tree;
    }
}
