package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EditCommandTest {
    private static final String MODEL = "{type: gaussian-mixture, weights: [0.3, 0.5, 0.2],"
            + " means: [[1.0, 0.5], [-1.2, 0.3], [0.2, -1.1]], std: [0.2, 0.15, 0.3]}";

    private static Session edit(String... more) {
        var arguments = new ArrayList<>(List.of("edit", "--json"));
        arguments.addAll(List.of(more));
        return Session.run(arguments.toArray(String[]::new));
    }

    private static double number(JsonNode row, String name) {
        return row.get(name).doubleValue();
    }

    @Test
    void mixturesChangeTheirClassAtEqualCostAndReturnExactly(@TempDir Path folder) {
        var json = edit(
                        "--model",
                        MODEL,
                        "--from",
                        "0",
                        "--to",
                        "2",
                        "--strength",
                        "1",
                        "--count",
                        "32",
                        "--out",
                        folder.toString())
                .json();
        assertThat(number(json, "dataRead")).isGreaterThan(0.9);
        assertThat(json.get("rows")).hasSize(4);
        for (JsonNode row : json.get("rows")) {
            boolean exact = !row.get("sampler").asString().equals("ddim");
            assertThat(number(row, "changed")).as("%s", row).isGreaterThan(0.9);
            assertThat(row.get("encodeEvaluations").intValue()).as("%s", row).isBetween(48, 52);
            assertThat(row.get("decodeEvaluations").intValue()).as("%s", row).isBetween(48, 52);
            if (exact) assertThat(number(row, "identityError")).as("%s", row).isLessThan(1e-10);
            else assertThat(number(row, "identityError")).isGreaterThan(1e-4);
        }
        assertThat(Files.exists(folder.resolve("edited.png"))).isTrue();
    }

    @Test
    void digitsReturnExactlyAndKeepTheirPicturesSideBySide(@TempDir Path folder) {
        var json = edit("--count", "2", "--evaluations", "10", "--samplers", "[bdia, ddim]", "--out", folder.toString())
                .json();
        var bdia = json.get("rows").get(0);
        var ddim = json.get("rows").get(1);
        assertThat(number(bdia, "identityError")).isLessThan(1e-3);
        assertThat(number(ddim, "identityError")).isGreaterThan(10 * number(bdia, "identityError"));
        assertThat(Files.exists(folder.resolve("edited.png"))).isTrue();
        assertThat(Files.exists(folder.resolve("same.png"))).isTrue();
    }

    @Test
    void guidanceIsTheSameBothWays() {
        var row = edit("--model", MODEL, "--from", "0", "--to", "1", "--guidance", "2.5", "--samplers", "[bdia]")
                .json()
                .get("rows")
                .get(0);
        assertThat(number(row, "identityError")).isLessThan(1e-10);
        assertThat(number(row, "distance")).isGreaterThan(0.1);
    }

    private static void assertRefused(String message, String... more) {
        var session = edit(more);
        assertThat(session.code()).isNotZero();
        assertThat(session.err()).contains(message);
    }

    @Test
    void badInputIsRefusedInOneLine() {
        assertRefused("to 3: expected 0 ... 2, a class", "--model", MODEL, "--from", "0", "--to", "3");
        assertRefused("from 10: expected 0 ... 9, a class", "--from", "10");
        assertRefused("expected digits or gaussian-mixture", "--model", "{type: dataset, path: x}");
        assertRefused("expected sampler bdia", "--model", MODEL, "--to", "1", "--from", "0", "--samplers", "[unipc]");
        assertRefused("encoding from t 0.0", "--model", MODEL, "--to", "1", "--from", "0", "--set", "grid.toZero=true");
    }
}
