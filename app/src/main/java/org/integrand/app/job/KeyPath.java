package org.integrand.app.job;

import java.util.ArrayList;
import java.util.List;

/// A key of a job by its dotted path. Inside a choice the key may belong to several of its records.
public final class KeyPath {
    private final List<JobKey> keys;

    private KeyPath(List<JobKey> keys) {
        this.keys = keys;
    }

    /// @throws IllegalStateException when the job has no such key: options and records disagree
    public static KeyPath find(Class<?> job, String path) {
        List<Class<?>> types = List.of(job);
        List<JobKey> found = List.of();
        for (String key : path.split("\\.", -1)) {
            found = new ArrayList<>();
            for (Class<?> type : types) for (var record : records(type)) collect(record, key, found);
            types = found.stream()
                    .<Class<?>>map(known -> known.component().getType())
                    .toList();
            if (found.isEmpty()) throw new IllegalStateException(job + " has no key " + path);
        }
        return new KeyPath(List.copyOf(found));
    }

    /// What the key means, with its default, for the help of an option.
    public String help() {
        var key = keys.getLast();
        var type = key.component().getType();
        String text = key.key().value();
        if (type.isAnnotationPresent(Choice.class))
            text += ": " + String.join(", ", Choices.of(type).names());
        if (type.isEnum()) text += ": " + String.join(", ", JobTypes.names(type));
        return key.otherwise().isEmpty() ? text : text + " (default " + key.otherwise() + ")";
    }

    /// Whether the key holds text that is taken as it stands.
    public boolean isText() {
        return keys.stream()
                .map(key -> key.component().getGenericType().toString())
                .anyMatch(type -> type.contains("java.lang.String") && !type.contains("java.util.List"));
    }

    private static void collect(Class<?> record, String name, List<JobKey> into) {
        for (JobKey key : JobKey.of(record)) if (key.name().equals(name)) into.add(key);
    }

    private static List<Class<?>> records(Class<?> type) {
        if (type.isRecord()) return List.of(type);
        if (!type.isAnnotationPresent(Choice.class)) return List.of();
        return Choices.of(type).options().stream()
                .<Class<?>>map(Choices.Option::type)
                .toList();
    }
}
