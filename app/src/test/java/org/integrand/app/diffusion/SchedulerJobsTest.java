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

    /// Each is measured from the flow between its own ends: from no signal at all, to no noise at all.
    @Test
    void schedulersAreComparedWithTheFlowBetweenTheirOwnEnds() throws IOException {
        String[] configs = {
            "{\"_class_name\": \"DDIMScheduler\", \"clip_sample\": false}",
            "{\"_class_name\": \"EulerDiscreteScheduler\", \"timestep_spacing\": \"leading\"}",
            "{\"_class_name\": \"FlowMatchEulerDiscreteScheduler\", \"shift\": 3}"
        };
        for (String config : configs) {
            String file = file(config);
            var json = Session.run(
                            "compare",
                            "--json",
                            "--model",
                            MIXTURE,
                            "--count",
                            "6",
                            "--evaluations",
                            "[10, 40, 160]",
                            "--samplers",
                            "[{name: scheduler, file: " + file + "}, ddim]")
                    .json();
            assertThat(json.get("reference").asString()).isEqualTo("engine");
            var rows = json.get("rows");
            assertThat(rows).hasSize(6);
            for (int i = 0; i < 2; i++) {
                double ratio = rows.get(i).get("error").doubleValue()
                        / rows.get(i + 1).get("error").doubleValue();
                assertThat(ratio).as("%s %d", config, i).isBetween(2.0, 8.0);
            }
            assertThat(rows.get(2).get("error").doubleValue()).isLessThan(0.02);
        }
    }

    private String folderOfAPipeline() throws IOException {
        Files.createDirectories(folder.resolve("unet"));
        Files.createDirectories(folder.resolve("scheduler"));
        new SmallNetwork(0, "timestep", 0.001f, false).write(folder.resolve("unet/model.onnx"));
        Files.writeString(
                folder.resolve("scheduler/scheduler_config.json"),
                "{\"_class_name\": \"DDIMScheduler\", \"clip_sample\": false, \"beta_end\": 0.01}");
        return "{type: onnx, path: " + folder + "}";
    }

    /// The noise is the timestep / 1000. Two steps of DDIM: 500 to 0 and 0 to no noise, where the noise is 0.
    @Test
    void theFolderOfAPipelineIsEnough() throws IOException {
        String model = folderOfAPipeline();
        double[] product = new double[501];
        double alphaBar = 1;
        for (int n = 0; n <= 500; n++) product[n] = alphaBar *= 1 - (1e-4 + n * (0.01 - 1e-4) / 999);
        double from = Math.sqrt(product[500]);
        double to = Math.sqrt(product[0]);
        var json = Session.run(
                        "sample",
                        "--json",
                        "--model",
                        model,
                        "--steps",
                        "2",
                        "--set",
                        "initial=[[1, 2, 3, 4, 5, 6, 7, 8]]")
                .json();
        assertThat(json.get("sampler").asString()).isEqualTo("ddim");
        for (int j = 0; j < 8; j++) {
            double data = (j + 1 - Math.sqrt(1 - product[500]) * 0.5) / from;
            double x = (to * data + Math.sqrt(1 - product[0]) * 0.5) / to;
            assertThat(json.get("samples").get(0).get(j).doubleValue()).isCloseTo(x, within(1e-5 * Math.abs(x)));
        }
    }

    @Test
    void aPipelineIsComparedByItsOwnScheduler() throws IOException {
        String model = folderOfAPipeline();
        var json = Session.run("compare", "--json", "--model", model, "--count", "2", "--evaluations", "[10, 80]")
                .json();
        assertThat(json.get("rows").get(0).get("sampler").asString()).isEqualTo("DDIMScheduler");
        assertThat(json.get("reference").asString()).contains("evaluations");
        assertThat(json.get("rows").get(1).get("error").doubleValue())
                .isLessThan(0.5 * json.get("rows").get(0).get("error").doubleValue());
        assertThat(Session.run("sample", "--model", model, "--sampler", "unipc").err())
                .startsWith("integrand: model " + folder + ": its scheduler_config.json says how noise grows")
                .hasLineCount(1);
        assertThat(Session.run("sample", "--json", "--model", model, "--sampler", "unipc", "--schedule", "discrete")
                        .code())
                .isZero();
        assertThat(Session.run("orders", "--samplers", "[{name: scheduler, file: " + folder + "}]")
                        .err())
                .contains("it has steps of its own")
                .hasLineCount(1);
        assertThat(Session.run("compare", "--samplers", "[{name: scheduler, file: " + folder + "}]")
                        .err())
                .startsWith("integrand: sampler scheduler: the network of model digits has a schedule of its own")
                .hasLineCount(1);
    }

    @Test
    void dynamicShiftingIsToldTheImagesTokens() throws IOException {
        String file = file("{\"_class_name\": \"FlowMatchEulerDiscreteScheduler\", \"use_dynamic_shifting\": true}");
        var json = Session.run("plan", "--json", "--scheduler", file, "--image-tokens", "1024", "--steps", "4")
                .json();
        assertThat(json.get("sigmas").get(1).doubleValue()).isCloseTo(0.789953899509246, within(1e-12));
        assertThat(Session.run("plan", "--scheduler", file).err())
                .contains("expected with it the number of the image's tokens")
                .hasLineCount(1);
    }
}
