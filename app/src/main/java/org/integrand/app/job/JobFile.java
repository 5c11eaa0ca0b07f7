package org.integrand.app.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads jobs from text: YAML, of which JSON is a part.
public final class JobFile {
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
        var tree = Yaml.read(text, file.toString());
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
        return Yaml.read(text, "'" + text + "'");
    }
}
