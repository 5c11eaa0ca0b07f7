package org.integrand.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// SciPy's solve_ivp in a process of its own: peers/scipy_ivp.py.
record Scipy(Path script) {
    static final List<String> METHODS = List.of("Radau", "BDF", "LSODA");
    private static final Path SOURCE = Path.of("peers", "scipy_ivp.py");

    /// What a solve took: processor seconds of the fastest repeat, and the state at the end.
    record Result(double tolerance, double seconds, double[] state) {}

    /// SciPy, or nothing and a message on standard error where it is missing.
    static Optional<Scipy> find() {
        try {
            String said = run(List.of("python3", "-c", "import scipy; print('scipy', scipy.__version__)"));
            if (said.startsWith("scipy ")) {
                System.err.println("stiff-precision: with " + said.strip());
                return Optional.of(new Scipy(
                        Files.exists(SOURCE) ? SOURCE : Path.of("benchmarks").resolve(SOURCE)));
            }
        } catch (IOException absent) {
            System.err.println("stiff-precision: python3 did not start: " + absent.getMessage());
        }
        System.err.println("stiff-precision: without SciPy; on Debian, install python3-scipy");
        return Optional.empty();
    }

    /// A solve to each tolerance that it reaches the end with.
    List<Result> solve(StiffSystem system, String method, double seconds, List<Double> tolerances) {
        var command = new ArrayList<>(List.of(
                "python3",
                script.toString(),
                system.name(),
                Integer.toString(system.points()),
                method,
                String.format(Locale.ROOT, "%s", seconds)));
        for (double tolerance : tolerances) command.add(Double.toString(tolerance));
        try {
            return run(command)
                    .lines()
                    .filter(line -> line.matches("[\\d.].*"))
                    .map(Scipy::result)
                    .toList();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Result result(String line) {
        double[] numbers = Arrays.stream(line.strip().split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Result(numbers[0], numbers[1], Arrays.copyOfRange(numbers, 3, numbers.length));
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.getInputStream()) {
            return new String(out.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
