package org.integrand.app.solve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobException;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobWriter;
import org.integrand.app.report.ReportFolder;
import org.integrand.engine.solve.Checkpoint;
import org.integrand.engine.solve.Statistics;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A checkpoint as a JSON file, every bit of every number, with the keys of the job that it belongs to.
final class CheckpointFile {
    /// what must be the same for the steps to be the same; `to` may differ
    private static final List<String> IDENTITY = List.of(
            "equations",
            "parameters",
            "definitions",
            "boundary",
            "initial",
            "from",
            "method",
            "step",
            "relativeTolerance",
            "absoluteTolerance",
            "jacobian",
            "events");

    private CheckpointFile() {}

    /// Fails early when nothing could be written there.
    static void check(Path file) {
        var parent = file.toAbsolutePath().getParent();
        if (parent != null) ReportFolder.at(parent);
    }

    /// Writes it whole or not at all.
    ///
    /// @throws Failure when it cannot be written
    static void write(Path file, SolveJob job, Checkpoint<double[]> checkpoint) {
        var json = JobFile.object().put("checkpoint", "solve").put("method", checkpoint.method());
        json.set("t", number(checkpoint.t()));
        var states = json.putArray("states");
        for (double[] state : checkpoint.states()) {
            var numbers = states.addArray();
            for (double value : state) numbers.add(number(value));
        }
        numbers(json.putArray("numbers"), checkpoint.numbers());
        numbers(json.putArray("controller"), checkpoint.controller());
        numbers(json.putArray("events"), checkpoint.events());
        json.set("done", statistics(checkpoint.done()));
        json.set("job", identity(job));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(part, json.toString());
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure("checkpoint " + file + " cannot be written: " + e, e);
        }
    }

    /// Reads one of the same job.
    ///
    /// @throws IllegalArgumentException when there is none, or of another job: with what differs
    static Checkpoint<double[]> read(Path file, SolveJob job) {
        String where = "resume: " + file;
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new JobException(where + " does not exist");
        } catch (IOException | JacksonException e) {
            throw new JobException(where + " cannot be read: " + e.getMessage());
        }
        if (!json.path("checkpoint").asString("").equals("solve"))
            throw new JobException(where + " is no checkpoint of solve");
        sameJob(where, json.path("job"), identity(job));
        var states = new ArrayList<double[]>();
        for (JsonNode state : json.path("states"))
            states.add(numbers(state).stream().mapToDouble(Double::doubleValue).toArray());
        return new Checkpoint<>(
                json.path("method").asString(""),
                number(json.path("t")),
                states,
                numbers(json.path("numbers")),
                numbers(json.path("controller")),
                numbers(json.path("events")),
                statistics(json.path("done")));
    }

    private static void sameJob(String where, JsonNode then, ObjectNode now) {
        for (String key : IDENTITY)
            if (!then.path(key).equals(now.path(key)))
                throw new JobException(where + " is of another job: " + key + " is " + shown(then.path(key))
                        + " there, " + shown(now.path(key)) + " here");
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "left out" : node.toString();
    }

    private static ObjectNode identity(SolveJob job) {
        var whole = JobWriter.write("solve", job);
        var identity = JobFile.object();
        for (String key : IDENTITY) if (whole.has(key)) identity.set(key, whole.get(key));
        return (ObjectNode) JsonMapper.shared().readTree(identity.toString()); // numbers as a file gives them back
    }

    private static ObjectNode statistics(Statistics done) {
        return JobFile.object()
                .put("evaluations", done.evaluations())
                .put("accepted", done.accepted())
                .put("rejected", done.rejected())
                .put("jacobians", done.jacobians())
                .put("factorizations", done.factorizations())
                .put("solves", done.solves())
                .put("seconds", done.seconds());
    }

    private static Statistics statistics(JsonNode json) {
        return new Statistics(
                json.path("evaluations").asLong(0),
                json.path("accepted").asLong(0),
                json.path("rejected").asLong(0),
                json.path("jacobians").asLong(0),
                json.path("factorizations").asLong(0),
                json.path("solves").asLong(0),
                json.path("seconds").asDouble(0));
    }

    private static void numbers(ArrayNode into, List<Double> values) {
        for (double value : values) into.add(number(value));
    }

    private static List<Double> numbers(JsonNode array) {
        var values = new ArrayList<Double>();
        for (JsonNode value : array) values.add(number(value));
        return values;
    }

    /// JSON has no infinite numbers: they are text.
    private static JsonNode number(double value) {
        var make = tools.jackson.databind.node.JsonNodeFactory.instance;
        return Double.isFinite(value) ? make.numberNode(value) : make.stringNode(Double.toString(value));
    }

    private static double number(JsonNode node) {
        return node.isString() ? Double.parseDouble(node.asString()) : node.doubleValue();
    }
}
