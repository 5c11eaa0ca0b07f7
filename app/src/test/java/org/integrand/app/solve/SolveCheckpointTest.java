package org.integrand.app.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Solves that are stopped and go on.
class SolveCheckpointTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Session solve(String problem, String method, String... more) {
        var all = new ArrayList<>(List.of("solve", problem, "--json", "--method", method));
        all.addAll(List.of(more));
        return Session.run(all.toArray(String[]::new));
    }

    private static JsonNode end(Session session) {
        var json = session.json();
        return tools.jackson.databind.node.JsonNodeFactory.instance
                .arrayNode()
                .add(json.get("t"))
                .add(json.get("y"))
                .add(json.get("accepted"))
                .add(json.get("rejected"));
    }

    /// Stopped every so many steps, each time written to a file and read again: the end has the same bits and the
    /// same number of steps. (Evaluations are a few more: a slope that was at hand is evaluated again.)
    @ParameterizedTest
    @CsvSource({
        "lorenz, tsit5, 100",
        "lorenz, verner9, 60",
        "bouncing-ball, dop853, 15",
        "lorenz, adams, 50",
        "arenstorf, gbs, 30",
        "brusselator-1d, rkc2, 250",
        "hires, bdf, 200",
        "oregonator, radau5, 60",
        "van-der-pol, auto, 250",
        "robertson, kvaerno5, 60"
    })
    void aSolveInPiecesIsTheWholeBitForBit(String problem, String method, int steps) {
        var file = folder.resolve("state.json").toString();
        var whole = end(solve(problem, method));
        var piece = solve(problem, method, "--set", "stepLimit=" + steps, "--checkpoint", file);
        int pieces = 1;
        while (piece.json().get("termination").asString().equals("step-limit")) {
            assertThat(piece.code()).isEqualTo(1);
            piece = solve(problem, method, "--set", "stepLimit=" + steps, "--checkpoint", file, "--resume", file);
            pieces++;
        }
        assertThat(pieces).isGreaterThan(1);
        assertThat(end(piece)).isEqualTo(whole);
    }

    @Test
    void aFinishedSolveGoesOnToALaterEnd() {
        var file = folder.resolve("deep/state.json").toString();
        var first = solve("pendulum", "dop853", "--to", "5", "--checkpoint", file);
        assertThat(first.json().get("files").get(0).asString()).isEqualTo(file);
        var second = solve("pendulum", "dop853", "--to", "8", "--resume", file, "--save-at", "[2, 6]");
        assertThat(second.json().get("t").doubleValue()).isEqualTo(8);
        assertThat(second.json().get("saved").get("t").toString()).isEqualTo("[6.0]");
        assertThat(second.json().get("accepted").intValue())
                .isGreaterThan(first.json().get("accepted").intValue());
    }

    @Test
    void aCheckpointThatDoesNotFitIsRefusedInOneLine() throws IOException {
        var file = folder.resolve("state.json").toString();
        solve("pendulum", "dop853", "--to", "5", "--checkpoint", file);
        refused("resume: nothing.json does not exist", solve("pendulum", "dop853", "--resume", "nothing.json"));
        refused(
                "resume: " + file + " is of another job: method is \"dop853\" there, \"tsit5\" here",
                solve("pendulum", "tsit5", "--resume", file));
        refused(
                "resume: " + file + " is of another job: relativeTolerance is left out there, 1.0E-9 here",
                solve("pendulum", "dop853", "--resume", file, "--relative-tolerance", "1e-9"));
        refused(
                "checkpoint at t = 5.0: expected a time of 0.0 ... 4.0",
                solve("pendulum", "dop853", "--resume", file, "--to", "4"));
        var text = folder.resolve("text.json");
        Files.writeString(text, "{}");
        refused(
                "resume: " + text + " is no checkpoint of solve",
                solve("pendulum", "dop853", "--resume", text.toString()));
        Files.writeString(text, "{");
        assertThat(solve("pendulum", "dop853", "--resume", text.toString()).err())
                .startsWith("integrand: resume: " + text + " cannot be read: ");
    }

    private static void refused(String message, Session session) {
        assertThat(session.err()).isEqualTo("integrand: " + message + System.lineSeparator());
        assertThat(session.code()).isEqualTo(2);
    }
}
