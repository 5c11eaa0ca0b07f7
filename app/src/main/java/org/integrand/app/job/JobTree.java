package org.integrand.app.job;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Lays single values over a job's tree.
public final class JobTree {
    private JobTree() {}

    /// Sets the value at a dotted path, `sampler.order`; objects on the way are made, and a bare name on the
    /// way (`sampler: ddim`) becomes the object that it stands for.
    public static void set(ObjectNode tree, Class<? extends Record> job, String path, JsonNode value) {
        ObjectNode at = tree;
        Class<?> type = job;
        String[] keys = path.split("\\.", -1);
        for (int i = 0; i + 1 < keys.length; i++) {
            type = componentType(type, keys[i]);
            var next = at.get(keys[i]);
            if (next instanceof ObjectNode object) {
                at = object;
                continue;
            }
            var made = JobFile.object();
            var choice = type.getAnnotation(Choice.class);
            if (next != null && next.isString() && choice != null) made.set(choice.by(), next);
            at.set(keys[i], made);
            at = made;
        }
        String last = keys[keys.length - 1];
        var choice = type.getAnnotation(Choice.class);
        if (choice != null && choice.by().equals(last) && !value.equals(at.get(last))) at.removeAll();
        if (!isNameOf(at.get(last), componentType(type, last), value)) at.set(last, value);
    }

    /// Whether a bare name says only what an object says already.
    private static boolean isNameOf(@Nullable JsonNode present, Class<?> type, JsonNode value) {
        var choice = type.getAnnotation(Choice.class);
        return choice != null && present instanceof ObjectNode object && value.equals(object.get(choice.by()));
    }

    /// Reads `key=value`, the value written as YAML, and sets it.
    public static void set(ObjectNode tree, Class<? extends Record> job, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1)
            throw new JobException("--set " + assignment + ": expected key=value, for example --set grid.steps=20");
        set(tree, job, assignment.substring(0, equals), JobFile.parse(assignment.substring(equals + 1)));
    }

    private static Class<?> componentType(Class<?> type, String key) {
        if (type.isRecord())
            for (JobKey known : JobKey.of(type))
                if (known.name().equals(key)) return known.component().getType();
        return Object.class;
    }
}
