package org.integrand.app.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void morePrecisionTakesMoreWork() {
        var out = folder.resolve("work");
        var session = Session.run(
                "benchmark",
                "ode",
                "--problem",
                "brusselator",
                "--methods",
                "[tsit5, bs3]",
                "--tolerances",
                "[1e-3, 1e-6, 1e-9]",
                "--repeats",
                "1",
                "--json",
                "--out",
                out.toString());
        assertThat(session.code()).isZero();
        var rows = session.json().get("rows");
        assertThat(rows.size()).isEqualTo(6);
        for (int k = 1; k < 6; k++) {
            if (k == 3) continue;
            assertThat(rows.get(k).get("error").doubleValue())
                    .isLessThan(rows.get(k - 1).get("error").doubleValue());
            assertThat(rows.get(k).get("evaluations").intValue())
                    .isGreaterThan(rows.get(k - 1).get("evaluations").intValue());
        }
        assertThat(rows.get(0).get("method").asString()).isEqualTo("tsit5");
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "evaluations.png", "evaluations.svg", "time.png", "time.svg", "index.html", "report.json");
    }

    /// The library knows no end of the pendulum: errors count against a much tighter solve.
    @Test
    void aProblemWithoutKnownEndIsMeasuredAgainstATightSolve() {
        var rows = Session.run(
                        "benchmark", "--problem", "pendulum", "--tolerances", "[1e-8]", "--repeats", "1", "--json")
                .json()
                .get("rows");
        assertThat(rows.size()).isEqualTo(9);
        rows.forEach(row -> assertThat(row.get("error").doubleValue()).isBetween(1e-16, 1e-5));
    }

    @Test
    void badInputIsRefusedInOneLine() {
        refused("unknown problem 'lorentz': did you mean 'lorenz'?", "--problem", "lorentz");
        refused("unknown method 'tsit6': did you mean 'tsit5'?", "--methods", "[tsit6]");
        refused("tolerances: there are none, expected at least one", "--tolerances", "[]");
        refused("repeats 0: expected 1 ... 1,000", "--repeats", "0");
    }

    private static void refused(String message, String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "benchmark";
        System.arraycopy(options, 0, all, 1, options.length);
        var session = Session.run(all);
        assertThat(session.err()).isEqualTo("integrand: " + message + System.lineSeparator());
        assertThat(session.code()).isEqualTo(2);
    }
}
