package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import org.integrand.app.Commands;
import org.integrand.app.job.CommandSet;
import org.integrand.app.job.JobFile;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SamplersJobFileTest {
    /// Every job of benchmarks/samplers.yaml can be run as it stands, on three grids, and compares all
    /// deterministic samplers but those whose numbers are another's.
    @Test
    void theTablesOfTheSamplersAreJobsThatRun() {
        var commands = Commands.all();
        var grids = new TreeSet<String>();
        var names = new TreeSet<String>();
        for (var job : JobFile.readAll(Path.of("..", "benchmarks", "samplers.yaml"))) {
            job.remove("out");
            var command = commands.of(job);
            assertThat(CommandSet.prepare(command, job)).isNotNull();
            if (job.has("grid")) grids.add(job.get("grid").asString());
            for (JsonNode sampler : job.get("samplers"))
                names.add(
                        sampler.isString()
                                ? sampler.asString()
                                : sampler.get("name").asString());
        }
        assertThat(grids).containsExactly("karras", "log-snr", "time-quadratic");
        assertThat(names)
                .containsExactly(
                        "ddim",
                        "deis-lambda",
                        "deis-rhoab",
                        "deis-rhork",
                        "deis-tab",
                        "dpm-fast",
                        "dpm-solver",
                        "dpm2",
                        "heun",
                        "ipndm",
                        "pndm",
                        "unipc");
    }
}
