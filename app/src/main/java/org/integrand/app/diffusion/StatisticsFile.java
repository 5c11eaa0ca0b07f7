package org.integrand.app.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobFile;
import org.integrand.app.report.NumberFile;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.usf.EmpiricalStatistics;
import org.integrand.diffusion.usf.ModelFacts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Statistics of a model in a file: a JSON object with the ends of the grid, `lambdaFirst` and `lambdaLast`, the
/// tables `l`, `s` and `b`, `[grid point][component]`, each the name of a file beside it, and the data's `mean`.
/// Either the mean or the tables may be absent.
final class StatisticsFile {
    private StatisticsFile() {}

    /// @throws Failure when the file is missing or no such file
    static ModelFacts read(Path file) {
        if (!Files.exists(file)) throw new Failure("statistics " + file + ": no such file");
        try {
            var node = JsonMapper.shared().readTree(Files.readString(file));
            var facts = ModelFacts.NONE;
            if (node.has("mean")) facts = facts.with(PerComponent.of(numbers(node.get("mean"))));
            if (!node.has("l")) return facts;
            return facts.with(EmpiricalStatistics.of(
                    number(node, "lambdaFirst"),
                    number(node, "lambdaLast"),
                    table(file, node, "l"),
                    table(file, node, "s"),
                    table(file, node, "b")));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new Failure("statistics " + file + ": " + e.getMessage(), e);
        }
    }

    private static double[] numbers(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    private static double number(JsonNode node, String name) {
        if (!node.path(name).isNumber())
            throw new IllegalArgumentException(name + " is " + node.path(name) + ", expected a number");
        return node.get(name).doubleValue();
    }

    private static double[][] table(Path file, JsonNode node, String name) {
        if (!node.path(name).isString())
            throw new IllegalArgumentException(name + " is " + node.path(name) + ", expected the name of a file");
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        return NumberFile.read(folder.resolve(node.get(name).stringValue()));
    }

    /// Writes `file` and three tables beside it.
    static void write(Path file, EmpiricalStatistics statistics, double[] mean) {
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        var json = JobFile.object()
                .put("lambdaFirst", statistics.first())
                .put("lambdaLast", statistics.last())
                .put("l", stem + "-l.npy")
                .put("s", stem + "-s.npy")
                .put("b", stem + "-b.npy");
        var all = json.putArray("mean");
        for (double value : mean) all.add(value);
        NumberFile.write(folder.resolve(stem + "-l.npy"), statistics.l());
        NumberFile.write(folder.resolve(stem + "-s.npy"), statistics.s());
        NumberFile.write(folder.resolve(stem + "-b.npy"), statistics.b());
        try {
            Files.writeString(file, json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new Failure("statistics " + file + ": " + e.getMessage(), e);
        }
    }
}
