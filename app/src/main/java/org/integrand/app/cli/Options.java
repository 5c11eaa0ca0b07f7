package org.integrand.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.integrand.app.job.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The options that all commands share, and what a command line says when it is wrong.
final class Options {
    private Options() {}

    static void common(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--set")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("KEY=VALUE")
                .description("sets one key of the job, for example --set grid.steps=20; may be repeated")
                .build());
        spec.addOption(flag("--json", "one JSON object on standard output, everything else on standard error"));
        spec.addOption(flag("--quiet", "no progress, no remarks"));
        spec.addOption(flag("--verbose", "stack traces with errors"));
        spec.addOption(OptionSpec.builder("--help", "-h")
                .type(boolean.class)
                .arity("0")
                .usageHelp(true)
                .description("shows this")
                .build());
    }

    static OptionSpec text(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build();
    }

    static Style style(ParseResult parsed) {
        return new Style(
                parsed.hasMatchedOption("--json"),
                parsed.hasMatchedOption("--quiet"),
                parsed.hasMatchedOption("--verbose"));
    }

    /// @throws IllegalArgumentException in one line
    static ParseResult parse(CommandLine line, String[] arguments) {
        try {
            return line.parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            String unknown = e.getUnmatched().getFirst();
            String name = unknown.contains("=") ? unknown.substring(0, unknown.indexOf('=')) : unknown;
            var known = new ArrayList<>(line.getCommandSpec().optionsMap().keySet());
            known.remove("-h");
            throw new IllegalArgumentException(
                    name.startsWith("-")
                            ? "unknown option '" + name + "'" + Spelling.hint(name, known)
                            : "unexpected argument '" + unknown + "', see "
                                    + line.getCommandSpec().name() + " --help",
                    e);
        } catch (ParameterException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage") + ", see "
                            + line.getCommandSpec().name() + " --help",
                    e);
        }
    }
}
