package org.integrand.app.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The records of a sealed interface marked `Choice`, by name.
record Choices(Choice choice, List<Option> options) {
    /// One record and its name.
    record Option(Class<? extends Record> type, Named named) {}

    static Choices of(Class<?> type) {
        var options = new ArrayList<Option>();
        collect(type, options);
        return new Choices(type.getAnnotation(Choice.class), List.copyOf(options));
    }

    /// The key that names a record of a choice; the choice may lie several interfaces above it.
    static String by(Class<?> type) {
        for (Class<?> parent : type.getInterfaces()) {
            var choice = parent.getAnnotation(Choice.class);
            if (choice != null) return choice.by();
            if (parent.isSealed()) return by(parent);
        }
        throw new IllegalStateException(type + " has a name but belongs to no choice");
    }

    private static void collect(Class<?> type, List<Option> into) {
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            if (permitted.isSealed()) collect(permitted, into);
            else into.add(new Option(permitted.asSubclass(Record.class), permitted.getAnnotation(Named.class)));
        }
    }

    List<String> names() {
        return options.stream().map(option -> option.named().value()).toList();
    }

    /// The record that an object names.
    Class<? extends Record> select(ObjectNode tree, String path) {
        var name = tree.get(choice.by());
        if (name == null) {
            return implied(tree)
                    .orElseThrow(() -> new JobException(JobReader.join(path, choice.by())
                            + " is missing: expected one of " + String.join(", ", names())));
        }
        if (!name.isString())
            throw new JobException(JobReader.join(path, choice.by()) + ": " + name + ": expected one of "
                    + String.join(", ", names()));
        return byName(name.asString());
    }

    private Optional<Class<? extends Record>> implied(ObjectNode tree) {
        for (Option option : options) if (tree.has(option.named().impliedBy())) return Optional.of(option.type());
        return Optional.empty();
    }

    private Class<? extends Record> byName(String name) {
        for (Option option : options)
            if (option.named().value().equals(name)
                    || Arrays.asList(option.named().also()).contains(name)) return option.type();
        if (Arrays.asList(choice.later()).contains(name))
            throw new JobException(choice.of() + " '" + name + "' is not available yet: expected one of "
                    + String.join(", ", names()));
        throw new JobException("unknown " + choice.of() + " '" + name + "'" + Spelling.hint(name, names()));
    }
}
