package org.integrand.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.integrand.app.job.CommandSet;
import org.integrand.app.job.JobException;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobTree;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
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

    int run(String[] arguments) {
        var line = new CommandLine(spec()).setUsageHelpWidth(110);
        var parsed = Options.parse(line, arguments);
        if (parsed.hasMatchedOption("--help")) {
            console.out().print(line.getUsageMessage());
            console.out().flush();
            return Cli.DONE;
        }
        if (!parsed.hasMatchedPositional(0))
            throw new IllegalArgumentException("run: expected a job file, see ./integrand run --help");
        var jobs = JobFile.readAll(Path.of(parsed.matchedPositionalValue(0, "")));
        var settings = parsed.matchedOptionValue("--set", List.<String>of());
        var runner = new JobRunner(console, interrupt, Options.style(parsed));
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

    private static CommandSpec spec() {
        var spec = CommandSpec.create().name("./integrand run");
        spec.usageMessage()
                .sortOptions(false)
                .description("Runs a YAML or JSON file of one job or a list of jobs, in one process, results in order.")
                .footer(
                        "",
                        "A job names its command: {command: sample, ...}; docs/jobs.md lists all keys.",
                        "example: ./integrand run jobs.yaml --set grid.steps=20 --json");
        spec.addPositional(PositionalParamSpec.builder()
                .type(String.class)
                .arity("0..1")
                .paramLabel("FILE")
                .description("the job file")
                .build());
        Options.common(spec);
        return spec;
    }
}
