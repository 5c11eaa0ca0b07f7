package org.integrand.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.integrand.app.job.CommandSet;
import org.integrand.app.job.JobException;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobTree;
import tools.jackson.databind.node.ObjectNode;

/// `./integrand run FILE`: one job or a list of jobs in one Java machine, results in order; a job that fails
/// says so and the others go on.
final class RunFile {
    private final CommandSet commands;
    private final Console console;
    private final Interrupt interrupt;

    RunFile(CommandSet commands, Console console, Interrupt interrupt) {
        this.commands = commands;
        this.console = console;
        this.interrupt = interrupt;
    }

    int run(String[] given) {
        var arguments = Arguments.parse(Option.COMMON, given);
        if (arguments.has("--help")) {
            console.out().print(usage());
            console.out().flush();
            return Cli.DONE;
        }
        if (arguments.rest().size() != 1)
            throw new IllegalArgumentException("run: expected one job file, see ./integrand run --help");
        var jobs = JobFile.readAll(Path.of(arguments.rest().getFirst()));
        var settings = arguments.all("--set");
        var runner = new JobRunner(console, interrupt, arguments.style());
        boolean allDone = true;
        for (ObjectNode job : jobs) {
            if (interrupt.requested()) return Cli.INTERRUPTED;
            allDone &= runner.runListed(commands, with(settings, job));
        }
        if (interrupt.requested()) return Cli.INTERRUPTED;
        return allDone ? Cli.DONE : Cli.FAILED;
    }

    /// The job with `--set` laid over it; a job without a known command stays as it is and fails in its turn.
    private ObjectNode with(List<String> settings, ObjectNode job) {
        if (settings.isEmpty()) return job;
        var copy = job.deepCopy();
        try {
            var type = commands.of(job).job();
            for (String setting : settings) JobTree.set(copy, type, setting);
        } catch (JobException e) {
            if (commands.names().contains(job.path("command").asString(""))) throw e;
        }
        return copy;
    }

    private static String usage() {
        return Arguments.usage(
                "run FILE [options]",
                "Runs a YAML or JSON file of one job or a list of jobs, in one process, results in order.",
                Option.COMMON,
                "A job names its command: {command: sample, ...}; docs/jobs.md lists all keys.",
                "example: ./integrand run jobs.yaml --set grid.steps=20 --json");
    }
}
