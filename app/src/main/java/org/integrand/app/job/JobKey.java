package org.integrand.app.job;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// One key of a record as a job sees it: a component of the record, or one of a group in it.
///
/// @param otherwise the default as YAML, empty where there is none
record JobKey(String name, Key key, String otherwise, RecordComponent component) {
    /// All keys of a record, those of its groups in their place.
    ///
    /// @throws IllegalStateException when two have one name, or a group is given a default for a key it has not
    static List<JobKey> of(Class<?> record) {
        var keys = Arrays.stream(record.getRecordComponents())
                .flatMap(component -> isGroup(component) ? group(component) : Stream.of(of(component)))
                .toList();
        var names = new HashSet<String>();
        for (JobKey key : keys)
            if (!names.add(key.name)) throw new IllegalStateException(record + " has two keys " + key.name);
        return keys;
    }

    /// Whether a component is a group of keys instead of a key.
    static boolean isGroup(RecordComponent component) {
        return component.isAnnotationPresent(Keys.class);
    }

    /// The key of a component that is none of a group.
    static JobKey of(RecordComponent component) {
        var key = component.getAnnotation(Key.class);
        return new JobKey(key.name().isEmpty() ? component.getName() : key.name(), key, key.otherwise(), component);
    }

    private static Stream<JobKey> group(RecordComponent component) {
        var keys = of(component.getType());
        String otherwise = component.getAnnotation(Keys.class).otherwise();
        if (otherwise.isEmpty()) return keys.stream();
        var defaults = (ObjectNode) JobFile.parse(otherwise);
        for (String name : defaults.propertyNames())
            if (keys.stream().noneMatch(key -> key.name.equals(name)))
                throw new IllegalStateException(component + ": " + component.getType() + " has no key " + name);
        return keys.stream()
                .map(key -> defaults.has(key.name)
                        ? new JobKey(key.name, key.key, defaults.get(key.name).toString(), key.component)
                        : key);
    }
}
