package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SchedulerJobsTest {
    private static final String MIXTURE =
            "{type: gaussian-mixture, weights: [0.5, 0.3, 0.2], means: [[-0.6, 0.4], [0.7, 0.5],"
                    + " [0.1, -0.8]], std: [0.25, 0.2, 0.3]}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private String file(String json) throws IOException {
        return Files.writeString(folder.resolve("scheduler_config.json"), json).toString();
    }

    private static List<Long> whole(JsonNode numbers) {
        return numbers.values().stream().map(n -> Math.round(n.doubleValue())).toList();
    }

    @Test
    void planHasTheTimestepsAndSigmasOfDiffusers() throws IOException {
        String file = file("{\"_class_name\": \"DPMSolverMultistepScheduler\", \"use_exponential_sigmas\": true,"
                + " \"made_up\": 1}");
        var json = Session.run("plan", "--scheduler", file, "--compat", "release", "--steps", "7", "--json")
                .json();
        assertThat(whole(json.get("timesteps"))).containsExactly(999L, 824L, 602L, 302L, 72L, 10L, 0L);
        assertThat(json.get("sigmas").get(0).doubleValue()).isCloseTo(157.40725708, within(1e-6));
        assertThat(json.get("sigmas").get(7).doubleValue()).isZero();
        assertThat(json.get("ignored").get(0).asString()).isEqualTo("made_up");
        assertThat(json.get("evaluations").intValue()).isEqualTo(7);
    }

    @Test
    void aFolderAndANumberOfEvaluationsDoAsWell() throws IOException {
        file("{\"_class_name\": \"HeunDiscreteScheduler\"}");
        var json = Session.run("plan", "--scheduler", folder.toString(), "--evaluations", "9", "--json")
                .json();
        assertThat(json.get("steps").intValue()).isEqualTo(5);
        var session = Session.run("plan", "--scheduler", folder.toString(), "--evaluations", "10");
        assertThat(session.err()).contains("evaluations 10: HeunDiscreteScheduler cannot meet it, 9 would fit");
    }

    /// Numbers of diffusers itself, from the start that it makes of the file's unit states.
    @Test
    void sampleGivesTheSampleOfDiffusers() throws IOException {
        String file = file("{\"_class_name\": \"DPMSolverMultistepScheduler\", \"use_exponential_sigmas\": true}");
        var json = Session.run(
                        "sample",
                        "--model",
                        MIXTURE,
                        "--scheduler",
                        file,
                        "--compat",
                        "release",
                        "--steps",
                        "7",
                        "--set",
                        "initial=[[0.3, -1.2]]",
                        "--json")
                .json();
        var sample = json.get("samples").get(0);
        assertThat(sample.get(0).doubleValue()).isCloseTo(0.13949525, within(1e-4));
        assertThat(sample.get(1).doubleValue()).isCloseTo(-0.8275088, within(1e-4));
    }

    @Test
    void theStartAndTheLimitsComeFromTheScheduler() throws IOException {
        String file = file("{\"_class_name\": \"DDPMScheduler\", \"clip_sample_range\": 0.3}");
        var json = Session.run(
                        "sample", "--model", MIXTURE, "--scheduler", file, "--steps", "20", "--count", "50", "--json")
                .json();
        for (JsonNode sample : json.get("samples"))
            for (JsonNode x : sample) assertThat(Math.abs(x.doubleValue())).isLessThanOrEqualTo(0.3 + 1e-12);
        file("{\"_class_name\": \"EDMEulerScheduler\"}");
        var edm = Session.run(
                        "sample", "--model", MIXTURE, "--scheduler", file, "--steps", "30", "--count", "400", "--json")
                .json();
        assertThat(edm.get("std").get(0).doubleValue()).isCloseTo(0.62, within(0.1));
    }

    @Test
    void saysWhatIsWrongInOneLine() throws IOException {
        assertThat(Session.run("plan", "--scheduler", "nowhere.json").err())
                .isEqualTo("integrand: scheduler nowhere.json: no such file" + System.lineSeparator());
        String file = file("{\"_class_name\": \"PNDMScheduler\"}");
        assertThat(Session.run("plan", "--scheduler", file).err())
                .isEqualTo("integrand: skip_prk_steps false of PNDMScheduler: expected true" + System.lineSeparator());
        assertThat(Session.run("sample", "--scheduler", file).err()).contains("scheduler: the network of model digits");
    }
}
