package org.integrand.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.integrand.app.Commands;
import org.integrand.app.diffusion.OnnxConfig;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// docs/jobs.md says what the records say: its tables are made from the schemas. With `-Djobs.write` the tables
/// are written anew.
class JobsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "jobs.md");
    private static final String MARK = "<!-- from here on made from the schemas: see JobsDocumentTest -->\n";

    @Test
    void documentListsEveryKeyWithItsDefaultAndBounds() throws IOException {
        String text = Files.readString(DOCUMENT);
        int end = text.indexOf(MARK) + MARK.length();
        String made = text.substring(0, end) + tables();
        if (System.getProperty("jobs.write") != null) Files.writeString(DOCUMENT, made);
        else assertThat(text).isEqualTo(made);
    }

    private static String tables() {
        var text = new StringBuilder();
        for (String command : Commands.all().names()) {
            var schema = JobSchema.of(Commands.all().find(command));
            text.append("\n## ")
                    .append(command)
                    .append("\n\n")
                    .append(schema.get("description").asString())
                    .append("\n\n");
            table(schema, text);
        }
        var sample = JobSchema.of(Commands.all().find("sample")).get("properties");
        for (String choice : new String[] {"model", "schedule", "sampler", "grid", "classifier", "correction"})
            choice(choice, sample.get(choice), text);
        choice(
                "task",
                JobSchema.of(Commands.all().find("tune")).get("properties").get("task"),
                text);
        text.append("\n## model file of an ONNX network\n\n")
                .append(
                        "A JSON or YAML file beside the network, `unet.json` beside `unet.onnx`, or named by `config`. Every")
                .append(" key may be left out; what is, is read off the network's graph.\n\n");
        table(JobSchema.of(OnnxConfig.class), text);
        return text.toString();
    }

    private static void choice(String name, JsonNode of, StringBuilder text) {
        text.append("\n## ").append(name).append("\n");
        for (JsonNode option : of.get("oneOf")) {
            if (!option.has("title")) continue;
            text.append("\n### ").append(option.get("title").asString()).append("\n\n");
            text.append(option.get("description").asString()).append(".\n\n");
            table(option, text);
        }
    }

    private static void table(JsonNode schema, StringBuilder text) {
        var rows = new StringBuilder();
        schema.get("properties").properties().forEach(entry -> {
            var key = entry.getValue();
            if (key.has("description")) rows.append(row(entry.getKey(), key));
        });
        if (!rows.isEmpty())
            text.append("| key | value | default | meaning |\n|---|---|---|---|\n")
                    .append(rows);
    }

    private static String row(String name, JsonNode key) {
        String standard =
                key.has("default") ? "`" + key.get("default").toString().replace("\"", "") + "`" : "";
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        name,
                        kind(key) + bounds(key),
                        standard,
                        key.get("description").asString());
    }

    private static String kind(JsonNode key) {
        if (key.has("oneOf")) return "object or name";
        if (key.has("enum"))
            return String.join(
                    ", ", key.get("enum").valueStream().map(JsonNode::asString).toList());
        if (key.path("type").isArray())
            return String.join(
                    " or ",
                    key.get("type").valueStream().map(JsonNode::asString).toList());
        String type = key.path("type").asString("");
        return type.equals("array") ? "list of " + kind(key.get("items")) : type;
    }

    private static String bounds(JsonNode key) {
        var of = key.has("items") ? key.get("items") : key;
        String low = of.has("minimum")
                ? "at least " + Bounds.plain(of.get("minimum").doubleValue())
                : of.has("exclusiveMinimum")
                        ? "above " + Bounds.plain(of.get("exclusiveMinimum").doubleValue())
                        : "";
        String high =
                of.has("maximum") ? "at most " + Bounds.plain(of.get("maximum").doubleValue()) : "";
        return (low.isEmpty() ? "" : ", " + low) + (high.isEmpty() ? "" : ", " + high);
    }
}
