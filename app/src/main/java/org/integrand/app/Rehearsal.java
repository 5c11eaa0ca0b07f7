package org.integrand.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.integrand.app.cli.Cli;
import org.integrand.app.cli.Console;
import org.integrand.app.cli.Interrupt;

/// Goes through the usual commands once, silently. The launcher runs this after a build, so that the
/// ahead-of-time cache holds the classes that commands need.
final class Rehearsal {
    private static final String MODEL =
            "{type: gaussian-mixture, weights: [0.5, 0.5], means: [[0, 1], [1, 0]], std: [0.2, 0.3]}";

    private Rehearsal() {}

    /// @param folder where reports may be written
    /// @return 0 when every command did what it should
    static int run(Path folder) {
        var silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var cli = new Cli(Commands.all(), new Console(silence, silence, false), Interrupt.never());
        String sample = folder.resolve("sample").toString();
        String digits = folder.resolve("digits").toString();
        String solve = folder.resolve("solve").toString();
        String compare = folder.resolve("compare").toString();
        return List.of(
                        List.of("--version"),
                        List.of("--help"),
                        List.of("sample", "--help"),
                        List.of("schema", "sample"),
                        List.of("plan", "--sampler", "ddim", "--steps", "3"),
                        List.of("sample", "--model", MODEL, "--evaluations", "10", "--out", sample),
                        List.of("sample", "--count", "4", "--evaluations", "5", "--out", digits),
                        List.of("solve", "robertson", "--out", solve),
                        List.of("sample", "--model", MODEL, "--json", "--set", "sampler.order=2"),
                        List.of("compare", "--model", MODEL, "--count", "2", "--out", compare))
                .stream()
                .mapToInt(line -> cli.run(line.toArray(String[]::new)))
                .max()
                .orElse(0);
    }
}
