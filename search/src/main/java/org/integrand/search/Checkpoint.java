package org.integrand.search;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.integrand.search.pareto.Objectives;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The notes of a search: a file of JSON lines that only grows. Resuming does the search again; what the notes
/// hold is taken from there instead of being computed, so nothing of the search's state needs saving.
///
///     {"search":1,"seed":7}
///     {"stage":0,"seconds":0.0,"chosen":["...","..."],"predicted":[]}
///     {"key":"...","at":"0","objectives":[0.25]}          at: the rung, or "holdout"
///
/// A line cut off by a crash at the end of the file is dropped.
final class Checkpoint implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /// The choice of a stage.
    ///
    /// @param seconds   of the search before it
    /// @param predicted scores of the chosen ones; empty without predictor
    record Choice(double seconds, List<String> chosen, double[] predicted) {}

    private final String name;
    private final @Nullable RandomAccessFile file;
    private final Map<String, Objectives> results = new HashMap<>();
    private final List<Choice> choices = new ArrayList<>();

    private Checkpoint(String name, @Nullable RandomAccessFile file) {
        this.name = name;
        this.file = file;
    }

    /// Keeps nothing.
    static Checkpoint none() {
        return new Checkpoint("", null);
    }

    /// @throws IllegalArgumentException when the file is no checkpoint, or one of another seed
    static Checkpoint open(Path file, long seed) {
        try {
            byte[] bytes = read(file);
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') whole--;
            var opened = new RandomAccessFile(file.toFile(), "rw"); // a channel would close when interrupted
            try {
                var notes = new Checkpoint(file.toString(), opened);
                notes.load(new String(bytes, 0, whole, StandardCharsets.UTF_8), seed);
                opened.setLength(whole);
                opened.seek(whole);
                if (whole == 0)
                    notes.write(JSON.createObjectNode().put("search", 1).put("seed", seed));
                return notes;
            } catch (IOException | RuntimeException e) {
                opened.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException _) {
            return new byte[0];
        }
    }

    private void load(String text, long seed) {
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            try {
                load(JSON.readTree(lines.get(i)), i == 0, seed);
            } catch (JacksonException _) {
                throw new IllegalArgumentException(
                        "checkpoint " + name + ", line " + (i + 1) + ": expected a JSON object of a search's notes");
            }
        }
    }

    private void load(JsonNode line, boolean first, long seed) {
        if (first) {
            if (line.path("search").asInt(0) != 1)
                throw new IllegalArgumentException(
                        "checkpoint " + name + ": expected the notes of a search, version 1");
            long noted = line.required("seed").asLong();
            if (noted != seed)
                throw new IllegalArgumentException("checkpoint " + name + ": seed " + noted + ", expected " + seed);
        } else if (line.has("stage")) {
            if (line.required("stage").asInt() != choices.size())
                throw new IllegalArgumentException("checkpoint " + name + ": stage "
                        + line.required("stage").asInt() + ", expected stage " + choices.size());
            var chosen = new ArrayList<String>();
            for (var key : line.required("chosen")) chosen.add(key.asString());
            choices.add(new Choice(line.required("seconds").asDouble(), chosen, numbers(line.required("predicted"))));
        } else {
            String place =
                    place(line.required("key").asString(), line.required("at").asString());
            results.put(place, Objectives.of(numbers(line.required("objectives"))));
        }
    }

    private static double[] numbers(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++)
            values[i] = array.get(i).isNumber()
                    ? array.get(i).asDouble()
                    : Double.parseDouble(array.get(i).asString());
        return values;
    }

    private static String place(String key, String at) {
        return at + " " + key;
    }

    /// Where the notes lie, for messages.
    String name() {
        return name;
    }

    /// What was chosen in a stage, if the notes know.
    Optional<Choice> choice(int stage) {
        return stage < choices.size() ? Optional.of(choices.get(stage)) : Optional.empty();
    }

    void choose(int stage, Choice choice) {
        choices.add(choice);
        var line = JSON.createObjectNode().put("stage", stage).put("seconds", choice.seconds());
        var chosen = line.putArray("chosen");
        choice.chosen().forEach(chosen::add);
        putNumbers(line, "predicted", choice.predicted());
        write(line);
    }

    /// What a candidate scored at a rung or on the hold-out data, if the notes know.
    Optional<Objectives> result(String key, String at) {
        return Optional.ofNullable(results.get(place(key, at)));
    }

    void note(String key, String at, Objectives objectives) {
        results.put(place(key, at), objectives);
        var line = JSON.createObjectNode().put("key", key).put("at", at);
        putNumbers(line, "objectives", objectives.toArray());
        write(line);
    }

    /// Numbers as the shortest decimals that give them back; infinity as text, which JSON has no number for.
    private static void putNumbers(ObjectNode line, String key, double[] values) {
        var array = line.putArray(key);
        for (double v : values) {
            if (Double.isFinite(v)) array.add(v);
            else array.add(Double.toString(v));
        }
    }

    private void write(ObjectNode line) {
        if (file == null) return;
        try {
            file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (file == null) return;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint " + name + ": " + e.getMessage(), e);
        }
    }
}
