package org.integrand.app.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.integrand.app.cli.Session;
import org.integrand.app.job.CommandSet;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Run;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SearchScheduleCommandTest {
    private static final String TOY = "{type: gaussian-mixture, weights: [0.3, 0.5, 0.2],"
            + " means: [[1, 0.5], [-1.2, 0.3], [0.2, -1.1]], std: [0.2, 0.14, 0.3]}";
    private static final String TOY_JSON = "{\"type\":\"gaussian-mixture\",\"weights\":[0.5,0.5],"
            + "\"means\":[[1.0,0.5],[-1.2,0.3]],\"std\":[0.2,0.3]}";
    private static final List<String> SMALL =
            List.of("--model", TOY, "--search-noises", "32", "--holdout-noises", "200", "--sealed-noises", "400");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Session run(String command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(SMALL);
        all.addAll(List.of(more));
        return Session.run(all.toArray(String[]::new));
    }

    private static void assertRefused(String line, String... arguments) {
        var session = Session.run(arguments);
        assertThat(session.err()).isEqualTo("integrand: " + line + System.lineSeparator());
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.out()).isEmpty();
    }

    @Test
    void aFoundScheduleIsBetterWrittenAndVerified() throws IOException {
        String file = folder.resolve("five.json").toString();
        String report = folder.resolve("report").toString();
        var session = run(
                "search-schedule",
                "--evaluations",
                "5",
                "--candidates",
                "1000",
                "--schedule-out",
                file,
                "--out",
                report,
                "--json");
        assertThat(session.code()).as(session.err()).isEqualTo(0);
        var json = session.json();
        assertThat(json.get("evaluations").intValue()).isEqualTo(5);
        assertThat(json.get("candidates").intValue()).isBetween(950, 1050);
        assertThat(json.get("baseline").get("name").asString()).contains(", ");
        double known = json.get("baseline").get("sealed").doubleValue();
        assertThat(known).isCloseTo(0.30, within(0.08));
        assertThat(json.get("best").get("sealed").doubleValue()).isLessThan(known);
        var interval = json.get("pairedInterval95");
        assertThat(interval.get(1).doubleValue())
                .isLessThan(0)
                .isGreaterThan(interval.get(0).doubleValue());
        assertThat(json.get("best").get("schedule").get("timesteps").size()).isBetween(6, 7);
        assertThat(Path.of(report).toFile().list())
                .contains("report.json", "index.html", "schedule.json", "incumbents.csv", "incumbents.png");
        var written = JobFile.parse(Files.readString(Path.of(file)));
        assertThat(written.get("timesteps"))
                .isEqualTo(json.get("best").get("schedule").get("timesteps"));
        var verdict = run("verify-schedule", "--schedule-file", file, "--seed", "77", "--json")
                .json();
        assertThat(verdict.get("better").booleanValue()).isTrue();
        assertThat(verdict.get("best").get("value").doubleValue()).isPositive();
        var itself = run("verify-schedule", "--schedule-file", file, "--against", file, "--json")
                .json();
        assertThat(itself.get("pairedInterval95").toString()).isEqualTo("[0.0,0.0]");
        assertThat(itself.get("better").booleanValue()).isFalse();
    }

    @Test
    void everyObjectiveAndTheSearchWithoutGuardOrPredictorRun() {
        for (String objective : List.of("rmse", "ed", "sw")) {
            var json = run(
                            "search-schedule",
                            "--evaluations",
                            "3",
                            "--candidates",
                            "30",
                            "--objective",
                            objective,
                            "--json")
                    .json();
            assertThat(json.get("objective").asString()).isEqualTo(objective);
            assertThat(json.get("guarded").booleanValue()).isEqualTo(!objective.equals("rmse"));
            assertThat(json.get("best").get("sealed").doubleValue()).isBetween(0.0, 1.0);
        }
        var plain = run("search-schedule", "--candidates", "30", "--guard", "false", "--predictor", "false", "--json");
        assertThat(plain.json().get("questions").intValue()).isZero();
    }

    private String statistics(String model, String file) {
        String path = folder.resolve(file).toString();
        var made = Session.run("schedule", "statistics", "--model", model, "--file", path, "--set", "points=101");
        assertThat(made.code()).as(made.err()).isZero();
        return path;
    }

    /// With statistics there are more known solvers to beat, and steps by them; what is found needs them again.
    @Test
    void statisticsOfTheModelAreDecisionsToo() {
        String own = statistics(TOY, "toy.json");
        String file = folder.resolve("three.json").toString();
        var found = run(
                "search-schedule",
                "--evaluations",
                "3",
                "--candidates",
                "600",
                "--statistics",
                own,
                "--schedule-out",
                file,
                "--json");
        assertThat(found.code()).as(found.err()).isZero();
        var best = found.json().get("best");
        assertThat(best.get("sealed").doubleValue())
                .isLessThanOrEqualTo(found.json().get("baseline").get("sealed").doubleValue());
        var verdict = run("verify-schedule", "--schedule-file", file, "--statistics", own, "--against", file, "--json");
        assertThat(verdict.code()).as(verdict.err()).isZero();
        var others = run(
                "search-schedule",
                "--candidates",
                "30",
                "--statistics",
                statistics("{type: gaussian, mean: [0, 0, 1], std: 1}", "three-d.json"));
        assertThat(others.code()).isEqualTo(2);
        assertThat(others.err()).contains("three-d.json: of 3 components, expected 2 as the model has");
    }

    private ObjectNode job(String checkpoint) {
        var job = JobFile.object().put("command", "search-schedule");
        job.set("model", JobFile.parse(TOY_JSON));
        return job.put("evaluations", 4)
                .put("candidates", 700)
                .put("searchNoises", 16)
                .put("predictor", false)
                .put("holdoutNoises", 64)
                .put("sealedNoises", 64)
                .put("checkpoint", folder.resolve(checkpoint).toString());
    }

    @Test
    void anInterruptKeepsTheBestAndTheSearchGoesOn() {
        var asked = new AtomicInteger();
        Cancellation later = () -> asked.incrementAndGet() > 1_200;
        var cut = CommandSet.prepare(new SearchScheduleCommand(), job("a.jsonl"))
                .run(new Run(Progress.NONE, later, false));
        assertThat(cut.cancelled()).isTrue();
        assertThat(cut.json().get("interrupted").booleanValue()).isTrue();
        assertThat(cut.json().get("best").get("schedule").get("timesteps").size())
                .isBetween(5, 6);
        var resumed = unattended("a.jsonl");
        var whole = unattended("b.jsonl");
        assertThat(resumed.get("best")).isEqualTo(whole.get("best"));
        assertThat(resumed.get("pairedInterval95")).isEqualTo(whole.get("pairedInterval95"));
        assertThat(resumed.get("questions")).isEqualTo(whole.get("questions"));
    }

    private JsonNode unattended(String checkpoint) {
        return CommandSet.prepare(new SearchScheduleCommand(), job(checkpoint))
                .run(Run.UNATTENDED)
                .json();
    }

    @Test
    void finalistsOfDigitsAreComparedByTheJudge() {
        var session = Session.run(
                "search-schedule",
                "--evaluations",
                "1",
                "--candidates",
                "8",
                "--finalists",
                "3",
                "--search-noises",
                "4",
                "--holdout-noises",
                "4",
                "--sealed-noises",
                "4",
                "--json");
        assertThat(session.code()).as(session.err()).isEqualTo(0);
        var best = session.json().get("best");
        assertThat(best.get("schedule").get("timesteps").size()).isBetween(2, 3);
        var finalists = session.json().get("finalists");
        assertThat(finalists).hasSize(2); // so many have seen all noises
        double least = Double.POSITIVE_INFINITY;
        double search = Double.NaN;
        for (var one : finalists)
            if (one.get("fdSmall").doubleValue() < least) {
                least = one.get("fdSmall").doubleValue();
                search = one.get("search").doubleValue();
            }
        assertThat(best.get("fdSmall").doubleValue()).isEqualTo(least);
        assertThat(best.get("search").doubleValue()).isEqualTo(search);
        assertThat(best.get("holdout").doubleValue()).isBetween(0.0, 1.0);
    }

    @Test
    void jobsThatCannotBeSearchedAreRefused() throws IOException {
        assertRefused(
                "objective fd-small: the judge reads digits only, expected model digits, or traj, ed or sw",
                "search-schedule",
                "--model",
                TOY,
                "--objective",
                "fd-small");
        assertRefused("evaluations 0: expected 1 ... 200", "search-schedule", "--model", TOY, "--evaluations", "0");
        assertRefused(
                "candidates 0: expected 1 ... 10,000,000", "search-schedule", "--model", TOY, "--candidates", "0");
        assertRefused(
                "classifier: schedules are searched without one, expected guidance of the model itself",
                "search-schedule",
                "--model",
                TOY,
                "--class",
                "1",
                "--set",
                "classifier=posterior");
        assertRefused(
                "finalists 3: they are compared by the judge of digits, expected model digits and objective traj",
                "search-schedule",
                "--model",
                TOY,
                "--finalists",
                "3");
        assertRefused(
                "searchNoises 1: expected 2 ... 1,000,000", "search-schedule", "--model", TOY, "--search-noises", "1");
        var file = folder.resolve("short.json");
        Files.writeString(
                file,
                "{\"timesteps\":[1,0.5,0.01],\"orders\":[1,1],\"prediction_types\":[\"noise_prediction\",\"noise_prediction\"],"
                        + "\"derivative_types\":[[],[]]}");
        assertRefused(
                "schedule from t 1.0 to 0.01: expected one from 1.0 to 0.001 to compare with",
                "verify-schedule",
                "--model",
                TOY,
                "--schedule-file",
                file.toString());
    }
}
