package org.integrand.app.cli;

import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.integrand.app.job.Command;
import org.integrand.app.job.CommandSet;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import tools.jackson.databind.node.ObjectNode;

/// Runs jobs for a command line: shows progress, prints results, turns what goes wrong into an exit code.
final class JobRunner {
    private final Console console;
    private final Interrupt interrupt;
    private final Style style;

    JobRunner(Console console, Interrupt interrupt, Style style) {
        this.console = console;
        this.interrupt = interrupt;
        this.style = style;
    }

    /// One command's job: the result, or with `--json` an object that holds `error`; errors go on to the
    /// caller.
    int runOne(Command<?> command, ObjectNode tree) {
        try {
            var result = work(command, tree, !style.json());
            show(result);
            if (result.failure().isPresent()) {
                console.err().println("integrand: " + result.failure().get());
                return Cli.FAILED;
            }
            if (result.cancelled()) remark("interrupted: what was done is kept");
            return result.cancelled() ? Cli.INTERRUPTED : Cli.DONE;
        } catch (IllegalArgumentException | Failure | CancellationException e) {
            if (style.json()) print(error(command.name(), e));
            throw e;
        }
    }

    /// One job of a file: never throws for what is wrong with the job itself.
    boolean runListed(CommandSet commands, ObjectNode tree) {
        String name = tree.path("command").asString("");
        try {
            var result = work(commands.of(tree), tree, false);
            show(result);
            result.failure().ifPresent(why -> console.err().println("integrand: " + why));
            return !result.cancelled() && result.failure().isEmpty();
        } catch (IllegalArgumentException | Failure | CancellationException e) {
            fail(name, e);
        } catch (RuntimeException e) {
            fail(name, new Failure("this is a defect of the program: " + e, e));
        }
        return false;
    }

    private void fail(String name, RuntimeException e) {
        if (style.json()) print(error(name, e));
        console.err().println("integrand: " + e.getMessage());
        if (style.verbose()) e.printStackTrace(console.err());
    }

    private Result work(Command<?> command, ObjectNode tree, boolean reports) {
        var work = CommandSet.prepare(command, tree);
        try (var bar = new ProgressLine(console, !style.quiet())) {
            return work.run(new Run(bar, interrupt, reports));
        } catch (UncheckedIOException e) { // a file that a library could not read or write
            throw new Failure(String.valueOf(e.getMessage()), e);
        }
    }

    private void show(Result result) {
        if (style.json()) print(result.json());
        else {
            console.out().println(result.text().stripTrailing());
            console.out().flush();
        }
    }

    private void print(ObjectNode json) {
        console.out().println(json);
        console.out().flush();
    }

    private void remark(String text) {
        if (!style.quiet()) console.err().println("integrand: " + text);
    }

    private static ObjectNode error(String command, RuntimeException e) {
        return JobFile.object().put("command", command).put("error", e.getMessage());
    }
}
