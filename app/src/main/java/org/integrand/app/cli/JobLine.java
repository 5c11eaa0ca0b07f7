package org.integrand.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.job.Command;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobTree;
import org.integrand.app.job.KeyPath;
import org.integrand.app.job.Shortcut;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The options of one command, read into the tree of its job: the file of `--config`, over it the command's own
/// options and over these `--set`.
record JobLine(ObjectNode job, Style style, boolean help, String usage) {
    /// @throws IllegalArgumentException on an option that is not known or lacks its value
    static JobLine parse(Command<?> command, String[] arguments) {
        var shortcuts = shortcuts(command);
        var spec = spec(command, shortcuts);
        var line = new CommandLine(spec).setUsageHelpWidth(110).setUsageHelpLongOptionsMaxWidth(34);
        var parsed = Options.parse(line, arguments);
        if (parsed.hasMatchedOption("--help"))
            return new JobLine(JobFile.object(), Options.style(parsed), true, line.getUsageMessage());
        String config = parsed.matchedOptionValue("--config", "");
        var job = config.isEmpty()
                ? JobFile.object()
                : JobFile.readOne(Path.of(config)).deepCopy();
        for (Shortcut shortcut : shortcuts) {
            String written = parsed.matchedOptionValue(shortcut.option(), "");
            if (!parsed.hasMatchedOption(shortcut.option())) continue;
            boolean text = KeyPath.find(command.job(), shortcut.key()).isText();
            JobTree.set(
                    job,
                    command.job(),
                    shortcut.key(),
                    text ? JsonNodeFactory.instance.stringNode(written) : JobFile.parse(written));
        }
        for (String assignment : parsed.matchedOptionValue("--set", List.<String>of()))
            JobTree.set(job, command.job(), assignment);
        return new JobLine(job, Options.style(parsed), false, "");
    }

    private static List<Shortcut> shortcuts(Command<?> command) {
        var all = new ArrayList<>(command.shortcuts());
        all.add(new Shortcut("--seed", "seed", "N"));
        all.add(new Shortcut("--out", "out", "DIR"));
        return all;
    }

    private static CommandSpec spec(Command<?> command, List<Shortcut> shortcuts) {
        var spec = CommandSpec.create().name("./integrand " + command.name());
        spec.usageMessage()
                .sortOptions(false)
                .description(command.summary())
                .footer(
                        "",
                        "example: " + command.example(),
                        "all keys of the job: ./integrand schema " + command.name());
        for (Shortcut shortcut : shortcuts)
            spec.addOption(OptionSpec.builder(shortcut.option())
                    .type(String.class)
                    .paramLabel(shortcut.label())
                    .description(
                            KeyPath.find(command.job(), shortcut.key()).help().replace("%", "%%"))
                    .build());
        spec.addOption(Options.text("--config", "FILE", "a job as YAML or JSON; other options override it"));
        Options.common(spec);
        return spec;
    }
}
