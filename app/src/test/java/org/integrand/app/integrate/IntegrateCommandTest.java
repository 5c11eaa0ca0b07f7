package org.integrand.app.integrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegrateCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Session integrate(String... more) {
        var all = new ArrayList<>(List.of("integrate", "--json"));
        all.addAll(List.of(more));
        return Session.run(all.toArray(String[]::new));
    }

    private Session run(String job) throws IOException {
        return Session.run(
                "run", Files.writeString(folder.resolve("job.yaml"), job).toString(), "--json");
    }

    @Test
    void aFormulaIsIntegratedOverTheLine() {
        var session = integrate("exp(-x^2)", "--from", "-inf", "--to", "inf");
        var json = session.json();
        assertThat(session.code()).isZero();
        assertThat(json.get("value").doubleValue()).isCloseTo(Math.sqrt(Math.PI), within(1e-12));
        assertThat(json.get("errorEstimate").doubleValue()).isLessThan(1e-9);
        assertThat(json.get("evaluations").longValue()).isBetween(100L, 500L);
        assertThat(json.get("method").asString()).isEqualTo("gauss-kronrod");
        assertThat(json.get("termination").asString()).isEqualTo("converged");
    }

    @ParameterizedTest
    @CsvSource({
        "gauss-kronrod, 231",
        "tanh-sinh, 400",
        "auto, 231",
        "gauss-legendre, 75",
    })
    void methodsAgree(String method, long most) {
        var json = integrate(
                        "sqrt(x)*log(1 + x)",
                        "--from",
                        "0",
                        "--to",
                        "1",
                        "--method",
                        method,
                        "--relative-tolerance",
                        "1e-6")
                .json();
        assertThat(json.get("value").doubleValue()).isCloseTo(0.303789458065588, within(1e-6));
        assertThat(json.get("evaluations").longValue()).isLessThanOrEqualTo(most);
    }

    @Test
    void severalVariablesMayDependOnOuterOnes() throws IOException {
        var json = run("""
                command: integrate
                integrand: "x*y*r2"
                over: {x: [0, a], y: [0, x]}
                parameters: {a: 2}
                definitions: {r2: "x^2 + y^2"}
                """).json();
        // the inner integral is 3 x^5 / 4
        assertThat(json.get("value").doubleValue()).isCloseTo(8.0, within(1e-6));
        assertThat(json.get("method").asString()).isEqualTo("cubature");
    }

    @Test
    void vectorsAndComplexNumbersAreIntegratedTogether() throws IOException {
        var complex = run("""
                command: integrate
                integrand: {re: "exp(-t)*cos(t)", im: "exp(-t)*sin(t)"}
                over: {t: [0, inf]}
                """).json().get("value");
        assertThat(complex.get("re").doubleValue()).isCloseTo(0.5, within(1e-9));
        assertThat(complex.get("im").doubleValue()).isCloseTo(0.5, within(1e-9));
        var vector = run("""
                command: integrate
                integrand: ["1", "x", "x^2"]
                from: 0
                to: 3
                """).json().get("value");
        assertThat(vector.size()).isEqualTo(3);
        assertThat(vector.get(2).doubleValue()).isCloseTo(9, within(1e-12));
    }

    @Test
    void oscillatingTailsHaveTheirMethod() {
        var json = integrate("1/x", "--from", "1", "--to", "inf", "--set", "sine=1")
                .json();
        assertThat(json.get("value").doubleValue()).isCloseTo(0.6247132564277136, within(1e-9));
        assertThat(json.get("method").asString()).isEqualTo("fourier");
    }

    @Test
    void seedsRepeat() {
        String[] job = {"x*y", "--over", "{x: [0, 1], y: [0, 1]}", "--method", "sobol", "--relative-tolerance", "1e-4"};
        var first = integrate(job).json().get("value");
        assertThat(integrate(job).json().get("value")).isEqualTo(first);
        assertThat(first.doubleValue()).isCloseTo(0.25, within(1e-4));
    }

    @Test
    void divergentIntegralsSaySoAndFail() {
        var session = integrate("1/x", "--from", "0", "--to", "1");
        assertThat(session.code()).isEqualTo(1);
        assertThat(session.json().get("termination").asString()).isEqualTo("divergent");
        assertThat(session.json().get("error").asString()).isEqualTo("the integral seems to diverge at x = 0.0");
    }

    @Test
    void theReportShowsTheSubdivision() {
        var out = folder.resolve("report");
        var session = integrate("sqrt(x)", "--from", "0", "--to", "1", "--out", out.toString());
        assertThat(session.code()).isZero();
        assertThat(out.resolve("integrand.png")).exists();
        assertThat(out.resolve("index.html")).content().contains("An integral");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exp(-x^2 | --from 0 --to 1 | expected an operator or ')'",
                "sin(y) | --from 0 --to 1 | unknown name 'y' at column 5",
                "x | --from 0 | to is missing: expected a bound of x",
                "x | --from 0 --to z | over.x: 'z': unknown name 'z'",
                "x | --over {x:[0]} | over.x: 1 bounds: expected two",
                "x | --over {sin:[0,1]} | over.sin: the name is taken",
                "x | --from 0 --to 1 --breakpoints [2] | breakpoint 2.0: expected a point between 0.0 and 1.0",
                "x*y | --over {x:[0,1],y:[0,1]} --method tanh-sinh | method: expected cubature, sobol or monte-carlo",
                "x | --from 0 --to 1 --method simpson | method: \"simpson\"",
            })
    void badInputIsNamed(String integrand, String options, String message) {
        var all = new ArrayList<>(List.of(integrand));
        all.addAll(List.of(options.split(" ", -1)));
        var session = integrate(all.toArray(String[]::new));
        assertThat(session.code()).isEqualTo(2);
        assertThat(session.err() + session.out()).contains(message);
        assertThat(session.err().lines()).hasSizeLessThanOrEqualTo(1);
    }
}
