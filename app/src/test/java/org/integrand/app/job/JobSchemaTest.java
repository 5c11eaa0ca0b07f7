package org.integrand.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.integrand.app.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class JobSchemaTest {
    private static ObjectNode schema(String command) {
        return JobSchema.of(Commands.all().find(command));
    }

    @Test
    void schemaSaysDefaultsBoundsAndNames() {
        var properties = schema("sample").get("properties");
        assertThat(properties.get("command").get("const").asString()).isEqualTo("sample");
        var count = properties.get("count");
        assertThat(count.get("type").asString()).isEqualTo("integer");
        assertThat(count.get("default").intValue()).isEqualTo(64);
        assertThat(count.get("minimum").doubleValue()).isEqualTo(1);
        assertThat(count.get("maximum").doubleValue()).isEqualTo(1_000_000);
        var sampler = properties
                .get("sampler")
                .get("oneOf")
                .valueStream()
                .filter(one -> one.path("title").asString("").equals("dpm-solver"))
                .findFirst()
                .orElseThrow();
        assertThat(sampler.get("properties").get("method").get("enum").toString())
                .isEqualTo("[\"singlestep\",\"singlestep-fixed\",\"multistep\",\"adaptive\"]");
        assertThat(sampler.get("required").toString()).isEqualTo("[\"name\"]");
        assertThat(sampler.get("additionalProperties").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample", "compare", "plan", "solve"})
    void everyKeyHasAMeaning(String command) {
        var missing = new ArrayList<String>();
        meanings(schema(command), "", missing);
        assertThat(missing).isEmpty();
    }

    private static void meanings(JsonNode schema, String path, List<String> missing) {
        schema.path("properties").properties().forEach(entry -> {
            var key = entry.getValue();
            if (!key.has("const") && key.size() > 0 && !key.has("description") && !key.has("enum"))
                missing.add(path + entry.getKey());
            for (JsonNode option : key.path("oneOf")) meanings(option, path + entry.getKey() + ".", missing);
        });
    }

    /// Every bound in an annotation is enforced by the record that carries it: one beyond each end is
    /// refused.
    @ParameterizedTest
    @ValueSource(strings = {"sample", "compare", "plan"})
    void everyBoundIsEnforced(String command) {
        var job = Commands.all().find(command).job();
        for (var component : job.getRecordComponents()) {
            var key = component.getAnnotation(Key.class);
            if (!Double.isFinite(key.min()) || component.getType() == double[].class) continue;
            String value = Integer.toString((int) key.min() - 1);
            var tree = (ObjectNode) JobFile.parse("{model: {type: gaussian, mean: [1]}, " + component.getName() + ": "
                    + (component.getType() == int[].class ? "[" + value + "]" : value) + "}");
            if (command.equals("plan")) tree.remove("model");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> JobReader.read(tree, job)))
                    .as(component.getName())
                    .isInstanceOf(JobException.class)
                    .hasMessageStartingWith(component.getName() + " ");
        }
    }

    @Test
    void aWrittenJobIsReadAsTheSameRecord() {
        var tree = (ObjectNode)
                JobFile.parse(
                        "{model: {type: gaussian-mixture, weights: [1], means: [[2, 3]], std: [0.5]}, sampler: ddim, class: 3}");
        tree.remove("class");
        var type = Commands.all().find("sample").job();
        var job = JobReader.read(tree, type);
        var written = JobWriter.write("sample", job);
        assertThat(written.get("sampler").toString())
                .isEqualTo(
                        "{\"name\":\"ddim\",\"prediction\":\"noise\",\"eta\":0.0,\"denoiseToZero\":false,\"compat\":\"ours\"}");
        assertThat(written.get("grid").toString()).isEqualTo("{\"type\":\"log-snr\",\"steps\":10,\"toZero\":false}");
        written.remove("command");
        assertThat(JobWriter.write("sample", JobReader.read(written, type))).isEqualTo(JobWriter.write("sample", job));
    }
}
