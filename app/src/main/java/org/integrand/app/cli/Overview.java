package org.integrand.app.cli;

import org.integrand.app.job.CommandSet;

/// What `./integrand --help` says.
final class Overview {
    private Overview() {}

    static String text(CommandSet commands) {
        var text = new StringBuilder("""
                Integrand: numerical integration, from one tool.

                usage: ./integrand COMMAND [options]

                """);
        for (String name : commands.names())
            text.append("  %-10s%s%n".formatted(name, commands.find(name).summary()));
        text.append("""
                  run       Runs a YAML or JSON file of one job or a list of jobs.
                  schema    Prints the JSON Schema of a command's job.

                ./integrand COMMAND --help lists a command's options, with an example.
                ./integrand --version
                exit codes: 0 done, 1 failed, 2 wrong usage, 3 no JDK 25, 130 interrupted
                """);
        return text.toString();
    }
}
