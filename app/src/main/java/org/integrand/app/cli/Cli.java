package org.integrand.app.cli;

import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.integrand.app.Version;
import org.integrand.app.job.Command;
import org.integrand.app.job.CommandSet;
import org.integrand.app.job.Failure;
import org.integrand.app.job.JobSchema;

/// Runs one command line. Only the command that is named is set up: starting costs what is used.
public final class Cli {
    /// Exit codes.
    static final int DONE = 0;

    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int INTERRUPTED = 130;

    private final CommandSet commands;
    private final Console console;
    private final Interrupt interrupt;

    public Cli(CommandSet commands, Console console, Interrupt interrupt) {
        this.commands = commands;
        this.console = console;
        this.interrupt = interrupt;
    }

    /// @return the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted
    public int run(String... arguments) {
        if (arguments.length == 0) {
            console.err().print(Overview.text(commands));
            return WRONG_USAGE;
        }
        boolean verbose = Arrays.asList(arguments).contains("--verbose");
        try {
            return dispatch(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (Failure | CancellationException e) {
            return report(e, verbose);
        } catch (IllegalArgumentException e) {
            report(e, verbose);
            return WRONG_USAGE;
        } catch (RuntimeException e) {
            console.err().println("integrand: this is a defect of the program: " + e);
            if (verbose) e.printStackTrace(console.err());
            else console.err().println("integrand: --verbose shows where");
            return FAILED;
        }
    }

    private int dispatch(String first, String[] rest) {
        return switch (first) {
            case "--version", "version" -> print("integrand " + Version.integrand() + ", " + Version.java() + "\n");
            case "--help", "-h", "help" -> help(rest);
            case "schema" -> schema(rest);
            case "run" -> new RunFile(commands, console, interrupt).run(rest);
            default -> {
                if (first.startsWith("-"))
                    throw new IllegalArgumentException(
                            "'" + first + "' before a command: expected a command first, see ./integrand --help");
                yield runCommand(commands.find(first), rest);
            }
        };
    }

    private int runCommand(Command<?> command, String[] rest) {
        var line = JobLine.parse(command, rest);
        if (!line.usage().isEmpty()) return print(line.usage());
        return new JobRunner(console, interrupt, line.style()).runOne(command, line.job());
    }

    private int help(String[] rest) {
        return rest.length == 0 ? print(Overview.text(commands)) : dispatch(rest[0], new String[] {"--help"});
    }

    private int schema(String[] rest) {
        if (rest.length == 1 && !rest[0].startsWith("-"))
            return print(JobSchema.of(commands.find(rest[0])).toPrettyString() + "\n");
        String usage = "./integrand schema COMMAND prints the JSON Schema of a command's job: one of "
                + String.join(", ", commands.names()) + "\nexample: ./integrand schema sample\n";
        if (rest.length == 1 && (rest[0].equals("--help") || rest[0].equals("-h"))) return print(usage);
        throw new IllegalArgumentException("schema: expected one command of " + String.join(", ", commands.names()));
    }

    private int print(String text) {
        console.out().print(text);
        console.out().flush();
        return DONE;
    }

    private int report(RuntimeException e, boolean verbose) {
        console.err().println("integrand: " + e.getMessage());
        if (verbose) e.printStackTrace(console.err());
        return e instanceof CancellationException ? INTERRUPTED : FAILED;
    }
}
