package org.integrand.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.integrand.app.job.Command;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.JobTree;
import org.integrand.app.job.KeyPath;
import org.integrand.app.job.Shortcut;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The options of one command, read into the tree of its job: the file of `--config`, over it the command's own
/// options and over these `--set`.
record JobLine(ObjectNode job, Style style, String usage) {
    /// @throws IllegalArgumentException on an option that is not known or lacks its value
    static JobLine parse(Command<?> command, String[] given) {
        var shortcuts = shortcuts(command);
        var options = options(command, shortcuts);
        var arguments = Arguments.parse(options, given);
        if (arguments.has("--help")) return new JobLine(JobFile.object(), arguments.style(), usage(command, options));
        var alone = shortcuts.stream().filter(Shortcut::standsAlone).toList();
        if (arguments.rest().size() > alone.size())
            throw new IllegalArgumentException(
                    "unexpected argument '" + arguments.rest().get(alone.size())
                            + "': expected options, see ./integrand " + command.name() + " --help");
        var job = arguments
                .value("--config")
                .map(file -> JobFile.readOne(Path.of(file)).deepCopy())
                .orElseGet(JobFile::object);
        for (int i = 0; i < arguments.rest().size(); i++)
            set(job, command, alone.get(i), arguments.rest().get(i));
        for (Shortcut shortcut : shortcuts)
            arguments.value(shortcut.option()).ifPresent(value -> set(job, command, shortcut, value));
        for (String assignment : arguments.all("--set")) JobTree.set(job, command.job(), assignment);
        return new JobLine(job, arguments.style(), "");
    }

    private static void set(ObjectNode job, Command<?> command, Shortcut shortcut, String value) {
        boolean text = KeyPath.find(command.job(), shortcut.key()).isText();
        var node = text ? JsonNodeFactory.instance.stringNode(value) : JobFile.parse(value);
        JobTree.set(job, command.job(), shortcut.key(), node);
    }

    private static List<Shortcut> shortcuts(Command<?> command) {
        var all = new ArrayList<>(command.shortcuts());
        all.add(new Shortcut("--seed", "seed", "N"));
        all.add(new Shortcut("--out", "out", "DIR"));
        return all;
    }

    private static List<Option> options(Command<?> command, List<Shortcut> shortcuts) {
        var options = new ArrayList<Option>();
        for (Shortcut shortcut : shortcuts)
            if (!shortcut.standsAlone())
                options.add(Option.of(
                        shortcut.option(),
                        shortcut.label(),
                        KeyPath.find(command.job(), shortcut.key()).help()));
        options.add(Option.of("--config", "FILE", "a job as YAML or JSON; other options override it"));
        options.addAll(Option.COMMON);
        return options;
    }

    private static String usage(Command<?> command, List<Option> options) {
        return Arguments.usage(
                command.name() + alone(command) + " [options]",
                command.summary(),
                options,
                "example: " + command.example(),
                "all keys of the job: ./integrand schema " + command.name());
    }

    private static String alone(Command<?> command) {
        return command.shortcuts().stream()
                .filter(Shortcut::standsAlone)
                .map(shortcut -> " " + shortcut.label())
                .collect(Collectors.joining());
    }
}
