package org.integrand.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// SUNDIALS CVODE in a process of its own: peers/cvode.c, compiled here with the machine's C compiler.
final class Cvode {
    private static final Path SOURCE = Path.of("peers", "cvode.c");
    private static final List<String> LIBRARIES = List.of(
            "cvode", "nvecserial", "sunmatrixband", "sunmatrixdense", "sunlinsolband", "sunlinsoldense", "generic");

    private final Path program;

    private Cvode(Path program) {
        this.program = program;
    }

    /// What a solve took: processor seconds of the fastest repeat, accepted steps, the state at the end.
    record Result(double seconds, long steps, double[] state) {}

    /// CVODE, or nothing and a message on standard error where the C compiler or SUNDIALS is missing.
    static Optional<Cvode> find() {
        Path source = Files.exists(SOURCE) ? SOURCE : Path.of("benchmarks").resolve(SOURCE);
        try {
            Path program = Files.createTempDirectory("cvode").resolve("cvode");
            List<String> command = new ArrayList<>(List.of("cc", "-O3", source.toString(), "-o", program.toString()));
            for (String library : LIBRARIES) command.add("-lsundials_" + library);
            command.add("-lm");
            String said = run(command);
            if (Files.isExecutable(program)) return Optional.of(new Cvode(program));
            System.err.println("stiff: without SUNDIALS CVODE, for cc said: " + firstLine(said));
        } catch (IOException absent) {
            System.err.println("stiff: without SUNDIALS CVODE, for cc did not start: " + absent.getMessage());
        }
        System.err.println("stiff: on Debian, install libsundials-dev and gcc");
        return Optional.empty();
    }

    Result solve(StiffSystem system, double absolute, double relative, int repeats) {
        try {
            String[] words = run(List.of(
                            program.toString(),
                            system.name(),
                            Integer.toString(system.points()),
                            Double.toString(absolute),
                            Double.toString(relative),
                            Integer.toString(repeats)))
                    .strip()
                    .split(" ");
            double[] state = Arrays.stream(words)
                    .skip(6)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            return new Result(Double.parseDouble(words[0]), Long.parseLong(words[1]), state);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("nothing");
    }
}
