package org.integrand.app.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolveSensitivityTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Session run(String job) throws IOException {
        return Session.run(
                "run", Files.writeString(folder.resolve("job.yaml"), job).toString(), "--json");
    }

    private static String decay(String method, String mode) {
        return """
                command: solve
                equations: {x: "-r*x"}
                parameters: {k: 0.4, r: "2*k", start: 3}
                initial: {x: "start^2"}
                to: 1.5
                method: %s
                relativeTolerance: 1e-10
                outputs: {half: "x/2"}
                sensitivity: {of: half, to: [k, start, x]%s}
                """.formatted(method, mode);
    }

    @ParameterizedTest
    @CsvSource({
        "dop853, discrete",
        "dop853, reversible",
        "verner9, interpolated",
        "dop853, adjoint",
        "dop853, forward",
        "kvaerno5, discrete",
        "rodas5p, interpolated",
        "bdf, forward",
        "adams, interpolated"
    })
    void everyModeGivesTheDerivativeOfAClosedForm(String method, String mode) throws IOException {
        var json = run(decay(method, ", mode: " + mode)).json().get("sensitivity");
        // half = start^2 exp(-2 k t) / 2
        double end = 9 * Math.exp(-1.2) / 2;
        var gradient = json.get("gradient");
        assertThat(json.get("mode").asString()).isEqualTo(mode);
        assertThat(json.get("value").doubleValue()).isCloseTo(end, within(1e-7));
        assertThat(gradient.get("k").doubleValue()).isCloseTo(-3 * end, within(1e-6));
        assertThat(gradient.get("start").doubleValue()).isCloseTo(2 * end / 3, within(1e-6));
        assertThat(gradient.get("x").doubleValue()).isCloseTo(end / 9, within(1e-7));
        assertThat(json.get("evaluations").longValue()).isPositive();
        assertThat(json.get("storedStates").longValue()).isPositive();
    }

    @Test
    void aFamilyAndItsStartDependOnParameters() throws IOException {
        var json = run("""
                command: solve
                equations: {"u[i=1..N]": "D*(u[i-1] - 2*u[i] + u[i+1])"}
                parameters: {N: 20, D: 50, a: 2}
                boundary: {"u[0]": 0, "u[21]": 0}
                initial: {"u[i]": "a*sin(pi*i/(N + 1))", "u[3]": 0.5}
                to: 0.4
                method: kvaerno5
                relativeTolerance: 1e-9
                sensitivity: {of: "u[10]^2", to: [D, a, "u[3]"]}
                """).json().get("sensitivity");
        double d = 1e-4;
        assertThat(json.get("mode").asString()).isEqualTo("discrete");
        assertThat(json.get("gradient").get("a").doubleValue())
                .isCloseTo((value(50, 2 + d, 0.5) - value(50, 2 - d, 0.5)) / (2 * d), within(1e-5));
        assertThat(json.get("gradient").get("D").doubleValue())
                .isCloseTo((value(50 + d, 2, 0.5) - value(50 - d, 2, 0.5)) / (2 * d), within(1e-5));
        assertThat(json.get("gradient").get("u[3]").doubleValue())
                .isCloseTo((value(50, 2, 0.5 + d) - value(50, 2, 0.5 - d)) / (2 * d), within(1e-5));
    }

    private double value(double diffusion, double a, double third) throws IOException {
        double u = run("""
                command: solve
                equations: {"u[i=1..N]": "D*(u[i-1] - 2*u[i] + u[i+1])"}
                parameters: {N: 20, D: %s, a: %s}
                boundary: {"u[0]": 0, "u[21]": 0}
                initial: {"u[i]": "a*sin(pi*i/(N + 1))", "u[3]": %s}
                to: 0.4
                method: radau5
                relativeTolerance: 1e-11
                outputs: {v: "u[10]^2"}
                """.formatted(diffusion, a, third))
                .json()
                .get("outputs")
                .get("v")
                .doubleValue();
        return u;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sensitivity: {of: x, to: [q]}|sensitivity.to: 'q' is neither a parameter nor a variable",
                "sensitivity: {of: x + q, to: [x]}|sensitivity.of: 'x + q': unknown name 'q' at column 5",
                "sensitivity: {of: x, to: [x], mode: discrete}|sensitivity.mode: discrete with method rodas5p: expected an explicit Runge-Kutta or ESDIRK method, or mode interpolated",
                "sensitivity: {of: x, to: [x], mode: backwards}|sensitivity.mode",
                "sensitivity: {of: x, to: [x]}, events: [{when: x - 0.5}]|sensitivity: a gradient through events is not there, leave events out"
            })
    void whatCannotBeDifferentiatedIsSaidInOneLine(String keys, String message) throws IOException {
        var session = run("""
                {command: solve, equations: {x: "-k*x"}, parameters: {k: 1}, initial: {x: 1}, to: 1, method: rodas5p, %s}
                """.formatted(keys));
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err()).contains(message);
    }

    @Test
    void aParameterThatCountsEquationsIsRefused() throws IOException {
        var session = run("""
                command: solve
                equations: {"u[i=1..N]": "-u[i]"}
                parameters: {N: 3}
                initial: {"u[i]": 1}
                to: 1
                sensitivity: {of: "u[1]", to: [N]}
                """);
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.err()).contains("a parameter decides how many equations there are");
    }
}
