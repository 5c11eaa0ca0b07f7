package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CompareCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void errorsFallWithTheOrderOfEachSampler() {
        var json = Session.run(
                        "compare",
                        "--json",
                        "--model",
                        Session.MIXTURE,
                        "--count",
                        "8",
                        "--samplers",
                        "[ddim, {name: dpm-solver, order: 2}, {name: dpm-solver, method: singlestep-fixed, prediction: noise}]",
                        "--evaluations",
                        "[7, 150, 300]",
                        "--out",
                        folder.toString())
                .json();
        Map<String, Double> error = new HashMap<>();
        for (JsonNode row : json.get("rows"))
            error.put(
                    row.get("sampler").asString() + row.get("evaluations"),
                    row.get("error").doubleValue());
        assertThat(order(error, "ddim")).isBetween(0.9, 1.1);
        assertThat(order(error, "dpm-solver++ 2M")).isBetween(1.8, 2.2);
        assertThat(order(error, "dpm-solver 3S fixed")).isBetween(2.8, 3.2);
        assertThat(error).containsKey("ddim7").doesNotContainKey("dpm-solver 3S fixed7");
        assertThat(json.get("referenceError").doubleValue()).isLessThan(1e-9);
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("error.png", "error.svg", "error.csv", "report.json", "index.html");
    }

    private static double order(Map<String, Double> error, String sampler) {
        return Math.log(error.getOrDefault(sampler + 150, Double.NaN) / error.getOrDefault(sampler + 300, Double.NaN))
                / Math.log(2);
    }
}
