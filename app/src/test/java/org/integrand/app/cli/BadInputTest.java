package org.integrand.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user gets for bad input: an exit code and one line that says what, which value, what was
/// expected.
class BadInputTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static void assertRefused(int code, String line, String... arguments) {
        var session = Session.run(arguments);
        assertThat(session.err()).isEqualTo("integrand: " + line + System.lineSeparator());
        assertThat(session.code()).isEqualTo(code);
        assertThat(session.out()).isEmpty();
    }

    private static void assertSampleRefused(int code, String line, String... more) {
        String[] all = new String[more.length + 3];
        all[0] = "sample";
        all[1] = "--model";
        all[2] = Session.MIXTURE;
        System.arraycopy(more, 0, all, 3, more.length);
        assertRefused(code, line, all);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void commandsAndOptionsThatDoNotExist() {
        assertRefused(2, "unknown command 'sampel': did you mean 'sample'?", "sampel");
        assertRefused(2, "unknown option '--stpes': did you mean '--steps'?", "sample", "--stpes", "3");
        assertRefused(2, "--steps needs a value: N", "plan", "--steps");
        assertRefused(2, "--steps is given twice: 3 and 4", "plan", "--steps", "3", "--steps=4");
        assertRefused(2, "unexpected argument 'x': expected options, see ./integrand plan --help", "plan", "x");
        assertRefused(2, "unknown command 'smaple': did you mean 'sample'?", "schema", "smaple");
    }

    @Test
    void samplersThatDoNotExist() {
        assertSampleRefused(2, "unknown sampler 'dpm-sover': did you mean 'dpm-solver'?", "--sampler", "dpm-sover");
        assertSampleRefused(
                2,
                "sampler.tableau '5rk': expected one of 1euler, 2heun, 2midpoint, 3kutta, 3ral, 3heun, 3vdh, 3ssprk, 4rk",
                "--sampler",
                "{name: deis-rhork, tableau: 5rk}");
        assertSampleRefused(
                2,
                "unknown key 'sampler.order'" + ": expected one of prediction, eta, denoiseToZero, compat",
                "--sampler",
                "ddim",
                "--order",
                "3");
        assertSampleRefused(2, "sampler.order 4: expected 1 ... 3", "--order", "4");
    }

    @Test
    void evaluationsThatAPlanCannotMeet() {
        assertSampleRefused(
                2,
                "evaluations 7: dpm-solver++ 3S fixed cannot meet it, 6 would fit, 9 would fit",
                "--evaluations",
                "7",
                "--method",
                "singlestep-fixed");
        assertSampleRefused(2, "evaluations 0: expected 1 ... 100,000", "--evaluations", "0");
        assertSampleRefused(2, "grid.steps: \"six\": expected a whole number", "--steps", "six");
    }

    @Test
    void timesOutsideTheSchedule() {
        assertSampleRefused(
                2, "t 2.0: expected 0.0 ... 1.0, where VpLinear[beta0=0.1, beta1=20.0] is defined", "--t-start", "2");
        assertSampleRefused(
                2,
                "t 1.0E-4: expected 0.001 ... 1.0, where discrete linear with 1000 levels is defined",
                "--schedule",
                "discrete",
                "--t-end",
                "0.0001");
        assertSampleRefused(2, "sigmaMax 80.0: only the schedule edm has it, use tStart", "--set", "sigmaMax=80");
    }

    @Test
    void schedulesThatAreNone() {
        schedule("schedule.mu 14: expected -13 ... 13", "{type: flow, mu: 14}");
        schedule("schedule.mu 1.0: shift says it already, leave one of them out", "{type: flow, mu: 1, shift: 2}");
        schedule("schedule.table: missing, expected the numbers that betas asks for", "{type: discrete, betas: table}");
        schedule(
                "schedule.table: betas is not table or alpha-bars, leave one of them out",
                "{type: discrete, table: [0.1, 0.2]}");
        schedule(
                "alpha_bar[1] 0.95: expected less than 0.9 and at least 0",
                "{type: discrete, betas: alpha-bars, table: [0.9, 0.95]}");
        schedule("schedule.table 2: expected 0 ... 1", "{type: discrete, betas: table, table: [0.5, 2]}");
        schedule(
                "schedule.interpolation: \"lin\": expected one of log-alpha, alpha-bar, log-sigma, sigma",
                "{type: discrete, interpolation: lin}");
    }

    private static void schedule(String message, String schedule) {
        assertSampleRefused(2, message, "--schedule", schedule, "--t-end", "0.5");
    }

    @Test
    void statesThatAreNotNumbers() throws IOException {
        assertSampleRefused(2, "initial[0][1] NaN: expected a finite number", "--set", "initial=[[1, .nan]]");
        assertSampleRefused(
                2, "initial[1]: 3 components, expected 2 as in the model", "--set", "initial=[[1, 2], [1, 2, 3]]");
        String json = file("x.json", "[[1, NaN]]");
        assertSampleRefused(2, json + "[0][1] NaN: expected a finite number", "--initial", json);
        String npy = file("x.npy", "not numpy at all");
        assertSampleRefused(1, npy + " is not a NumPy file", "--initial", npy);
        assertSampleRefused(1, "missing.csv does not exist", "--initial", "missing.csv");
    }

    @Test
    void outputThatCannotBeWrittenIsFoundBeforeTheWork() throws IOException {
        String taken = file("taken", "");
        assertSampleRefused(1, "output folder " + taken + " cannot be made: " + taken + " is a file", "--out", taken);
        assertSampleRefused(
                1, "output folder " + taken + "/x cannot be written to: Not a directory", "--out", taken + "/x");
        assertSampleRefused(1, "x.txt: expected a name that ends in .npy, .json or .csv", "--samples", "x.txt");
    }

    @Test
    void jobFilesThatAreWrong() throws IOException {
        String misspelt = file("a.yaml", "command: plan\nsampler: {name: ddim}\ngrid: {type: log-snr, stpes: 3}\n");
        assertRefused(2, "unknown key 'grid.stpes': did you mean 'steps'?", "plan", "--config", misspelt);
        assertRefused(2, "job file nothing.yaml does not exist", "plan", "--config", "nothing.yaml");
        assertRefused(1, "unknown key 'grid.stpes': did you mean 'steps'?", "run", misspelt);
        String broken = file("b.yaml", "command: plan\nsampler: {name: ddim\n");
        assertRefused(
                2,
                broken + " is not YAML or JSON: line 3: expected ',' or '}', but got <stream end>",
                "plan",
                "--config",
                broken);
        String twice = file("c.yaml", "command: plan\nseed: 1\nseed: 2\n");
        assertRefused(2, twice + " is not YAML or JSON: line 3: found duplicate key seed", "plan", "--config", twice);
        String other = file("d.yaml", "command: sample\n");
        assertRefused(2, "command: \"sample\": this is a job for another command than plan", "plan", "--config", other);
        String number = file("e.yaml", "7\n");
        assertRefused(2, number + ": expected a job (an object with a key 'command') or a list of jobs", "run", number);
    }

    @Test
    void errorsAreObjectsForPrograms() {
        var session = Session.run("plan", "--sampler", "unipk", "--json");
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.objects()).hasSize(1);
        assertThat(session.json().get("command").asString()).isEqualTo("plan");
        assertThat(session.json().get("error").asString()).isEqualTo("unknown sampler 'unipk': did you mean 'unipc'?");
    }

    @Test
    void stackTracesAreShownOnlyWhenAskedFor() {
        assertThat(Session.run("plan", "--order", "9").err()).doesNotContain("\tat ");
        assertThat(Session.run("plan", "--order", "9", "--verbose").err()).contains("\tat org.integrand.app");
    }
}
