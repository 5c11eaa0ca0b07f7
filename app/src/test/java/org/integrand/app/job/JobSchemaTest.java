package org.integrand.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.integrand.app.Commands;
import org.integrand.app.diffusion.ClassifierSpec;
import org.integrand.app.diffusion.CorrectionSpec;
import org.integrand.app.diffusion.GridSpec;
import org.integrand.app.diffusion.ModelSpec;
import org.integrand.app.diffusion.SamplerSpec;
import org.integrand.app.diffusion.ScheduleSpec;
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
        for (JobKey each : JobKey.of(job)) {
            var key = each.key();
            var component = each.component();
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

    /// So is every bound of a record that a job chooses, whether the key is its own or of a group.
    @ParameterizedTest
    @ValueSource(
            classes = {
                ModelSpec.class,
                ScheduleSpec.class,
                SamplerSpec.class,
                GridSpec.class,
                ClassifierSpec.class,
                CorrectionSpec.class
            })
    void everyBoundOfAChoiceIsEnforced(Class<?> choice) {
        for (var option : Choices.of(choice).options())
            for (JobKey key : JobKey.of(option.type())) {
                double least = key.key().min();
                double most = key.key().max();
                if (Double.isFinite(least))
                    refuses(option.type(), key, key.key().above() ? least : least - 1);
                if (Double.isFinite(most)) refuses(option.type(), key, most + 1);
            }
    }

    private static void refuses(Class<? extends Record> type, JobKey beyond, double value) {
        var tree = JobFile.object();
        for (JobKey key : JobKey.of(type)) {
            String name = key.component().getGenericType().getTypeName();
            boolean whole = name.contains("int") || name.contains("Int");
            String number = whole ? Long.toString((long) value) : Double.toString(value);
            if (key.name().equals(beyond.name()))
                tree.set(key.name(), JobFile.parse(name.contains("[]") ? "[" + number + "]" : number));
            else if (key.otherwise().isEmpty() && !name.contains("Optional"))
                tree.set(
                        key.name(),
                        JobFile.parse(
                                switch (name) {
                                    case "double[][]" -> "[[1], [2]]";
                                    case "double[]" -> "[1, 2]";
                                    case "java.lang.String" -> "text";
                                    default -> throw new IllegalStateException(name);
                                }));
        }
        assertThatThrownBy(() -> JobReader.read(tree, type))
                .as(type + " " + tree)
                .isInstanceOf(JobException.class)
                .hasMessageStartingWith(beyond.name() + " ");
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
