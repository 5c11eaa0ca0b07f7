package org.integrand.app.job;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The commands by name; a command is made when it is asked for.
public record CommandSet(Map<String, Supplier<Command<?>>> byName) {
    /// @throws JobException with what was probably meant
    public Command<?> find(String name) {
        var command = byName.get(name);
        if (command == null) throw new JobException("unknown command '" + name + "'" + Spelling.hint(name, names()));
        return command.get();
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /// The command that a job file's tree names.
    public Command<?> of(ObjectNode job) {
        var name = job.get("command");
        if (name == null) throw new JobException("command is missing: expected one of " + String.join(", ", names()));
        if (!name.isString())
            throw new JobException("command: " + name + ": expected one of " + String.join(", ", names()));
        return find(name.asString());
    }

    /// Binds and prepares a job; its key `command` may be there or not.
    public static <J extends Record> Command.Work prepare(Command<J> command, ObjectNode tree) {
        var job = tree.deepCopy();
        var name = job.remove("command");
        if (name != null && !name.asString().equals(command.name()))
            throw new JobException("command: " + name + ": this is a job for another command than " + command.name());
        return command.prepare(JobReader.read(command.translated(job), command.job()));
    }
}
