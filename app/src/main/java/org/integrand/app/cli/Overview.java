package org.integrand.app.cli;

import java.util.LinkedHashMap;
import org.integrand.app.job.CommandSet;

/// What `./integrand --help` says.
final class Overview {
    private Overview() {}

    static String text(CommandSet commands) {
        var text = new StringBuilder("""
                Integrand: numerical integration, from one tool.

                usage: ./integrand COMMAND [options]

                """);
        var summaries = new LinkedHashMap<String, String>();
        commands.names().forEach(name -> summaries.put(name, commands.find(name).summary()));
        summaries.put("run", "Runs a YAML or JSON file of one job or a list of jobs.");
        summaries.put("schema", "Prints the JSON Schema of a command's job.");
        int width = summaries.keySet().stream().mapToInt(String::length).max().orElse(0);
        summaries.forEach((name, summary) -> text.append("  ")
                .append(name)
                .repeat(' ', width + 2 - name.length())
                .append(summary)
                .append('\n'));
        text.append("""

                ./integrand COMMAND --help lists a command's options, with an example.
                ./integrand --version
                exit codes: 0 done, 1 failed, 2 wrong usage, 3 no JDK 25, 130 interrupted
                """);
        return text.toString();
    }
}
