package org.integrand.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.integrand.app.Commands;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a command line did: exit code, standard output, standard error.
public record Session(int code, String out, String err) {
    /// A model of two components, as a job writes it.
    public static final String MIXTURE =
            "{type: gaussian-mixture, weights: [0.5, 0.5], means: [[0, 1], [1, 0]], std: [0.2, 0.3]}";

    /// Runs the real command line in this process.
    public static Session run(String... arguments) {
        return run(Interrupt.never(), arguments);
    }

    public static Session run(Interrupt interrupt, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(stream(out), stream(err), false);
        int code = new Cli(Commands.all(), console, interrupt).run(arguments);
        return new Session(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /// The one JSON object on standard output.
    public JsonNode json() {
        return objects().getFirst();
    }

    /// The JSON objects on standard output, one a line.
    public List<JsonNode> objects() {
        return out.lines().map(JsonMapper.shared()::readTree).toList();
    }
}
