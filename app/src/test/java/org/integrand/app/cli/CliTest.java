package org.integrand.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.integrand.app.Commands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CliTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void versionNamesTheProgramAndItsJava() {
        assertThat(Session.run("--version").out()).matches("integrand \\d+\\.\\d+\\.\\d+\\S*, Java 25.*\\R");
    }

    static Iterable<String> commands() {
        return Commands.all().names();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpShowsEveryOptionAndAnExample(String command) {
        var help = Session.run(command, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("--seed N", "--out DIR", "--config FILE", "--json", "--set KEY=VALUE", "--quiet", "--verbose")
                .contains("example: " + Commands.all().find(command).example());
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 160 || line.startsWith("example: "));
    }

    @Test
    void aFileThatALibraryCannotWriteIsNoDefectOfTheProgram() {
        var run = Session.run(
                "search-schedule",
                "--model",
                Session.MIXTURE,
                "--evaluations",
                "2",
                "--candidates",
                "3",
                "--checkpoint",
                folder.resolve("absent/file").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("integrand: checkpoint ").doesNotContain("defect");
    }

    @Test
    void overviewListsEveryCommand() {
        assertThat(Session.run("--help").out()).contains(Commands.all().names());
        assertThat(Session.run().code()).isEqualTo(2);
    }

    @Test
    void optionsFilesAndSettingsSpellTheSameJob() throws IOException {
        var file = Files.writeString(folder.resolve("job.yaml"), """
                command: plan
                schedule: {type: vp-cosine}
                sampler: {name: dpm-solver, method: singlestep, order: 2, prediction: noise}
                grid: {type: time-uniform, steps: 6}
                tEnd: 0.01
                """);
        var json = Files.writeString(folder.resolve("job.json"), """
                {"command": "plan", "schedule": "vp-cosine", "grid": {"type": "time-uniform", "steps": 6}, "tEnd": 1e-2,
                 "sampler": {"name": "dpm-solver", "method": "singlestep", "order": 2, "prediction": "noise"}}
                """);
        var plan = Session.run("plan", "--config", file.toString(), "--json")
                .json()
                .get("plan");
        assertThat(Session.run("plan", "--config", json.toString(), "--json")
                        .json()
                        .get("plan"))
                .isEqualTo(plan);
        assertThat(Session.run(
                                "plan",
                                "--schedule",
                                "vp-cosine",
                                "--method=singlestep",
                                "--order=2",
                                "--prediction",
                                "noise",
                                "--grid",
                                "time-uniform",
                                "--steps",
                                "6",
                                "--t-end",
                                "1e-2",
                                "--json")
                        .json()
                        .get("plan"))
                .isEqualTo(plan);
        assertThat(Session.run("run", file.toString(), "--json", "--set", "sampler.order=3", "--set", "sampler.order=2")
                        .json()
                        .get("plan"))
                .isEqualTo(plan);
    }

    @Test
    void laterSpellingsOverrideEarlierOnes() throws IOException {
        var file = Files.writeString(folder.resolve("job.yaml"), "{command: plan, grid: {type: karras, steps: 6}}");
        assertThat(steps("--config", file.toString())).isEqualTo(6);
        assertThat(steps("--config", file.toString(), "--steps", "7")).isEqualTo(7);
        assertThat(steps("--config", file.toString(), "--steps", "7", "--set", "grid.steps=8"))
                .isEqualTo(8);
    }

    private static int steps(String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "plan";
        all[1] = "--json";
        System.arraycopy(more, 0, all, 2, more.length);
        return Session.run(all).json().get("steps").intValue();
    }

    @Test
    void aListOfJobsRunsInOrderAndAFailureDoesNotStopIt() throws IOException {
        var file = Files.writeString(folder.resolve("jobs.yaml"), """
                - {command: plan, grid: {type: log-snr, steps: 3}}
                - {command: plan, sampler: {name: dmi}}
                - {command: plna}
                - {steps: 3}
                - {command: plan, grid: {type: log-snr, steps: 4}}
                """);
        var session = Session.run("run", file.toString(), "--json");
        assertThat(session.code()).isEqualTo(1);
        var objects = session.objects();
        assertThat(objects).hasSize(5);
        assertThat(objects.get(0).get("steps").intValue()).isEqualTo(3);
        assertThat(objects.get(1).get("error").asString())
                .startsWith("unknown sampler 'dmi': expected one of ddim, ddpm, ");
        assertThat(objects.get(2).get("error").asString()).isEqualTo("unknown command 'plna': did you mean 'plan'?");
        assertThat(objects.get(3).get("error").asString())
                .isEqualTo("command is missing: expected one of "
                        + String.join(", ", Commands.all().names()));
        assertThat(objects.get(4).get("steps").intValue()).isEqualTo(4);
        assertThat(session.err().lines()).hasSize(3);
    }

    @Test
    void anInterruptBeforeAnythingIsDoneExitsWith130() {
        var interrupt = Interrupt.never();
        interrupt.request();
        var session = Session.run(interrupt, "sample", "--model", Session.MIXTURE, "--json");
        assertThat(session.code()).isEqualTo(130);
        assertThat(session.json().get("error").asString())
                .isEqualTo("interrupted before the first samples were done: nothing to keep");
    }
}
