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
import org.junit.jupiter.params.provider.ValueSource;

/// Methods that use the parts of the equations, through the command.
class SolveStructureTest {
    private static final String KEPLER = """
            command: solve
            equations: {vx: "-x/r^3", x: "vx", y: "vy", vy: "-y/r^3"}
            definitions: {r: "hypot(x, y)"}
            initial: {x: 0.4, y: 0, vx: 0, vy: 2}
            outputs: {energy: "(vx^2 + vy^2)/2 - 1/r"}
            to: "6*pi"
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Session run(String job) throws IOException {
        return Session.run(
                "run", Files.writeString(folder.resolve("job.yaml"), job).toString(), "--json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ars222", "imex-kencarp3", "imex-kencarp4", "imex-kencarp5", "imex-bdf2"})
    void stiffTermsNamedByTheirParameterAreTakenImplicitly(String method) throws IOException {
        var json = run("""
                command: solve
                equations: {x: "(cos(t) - x)/eps - sin(t)", y: "x - y"}
                parameters: {eps: 1e-6}
                initial: {x: 1, y: 0.5}
                to: 2
                method: %s
                split: {stiff: [eps]}
                relativeTolerance: 1e-5
                """.formatted(method)).json();
        assertThat(json.at("/y/x").doubleValue()).isCloseTo(Math.cos(2), within(1e-4));
        assertThat(json.at("/y/y").doubleValue()).isCloseTo((Math.cos(2) + Math.sin(2)) / 2, within(1e-3));
        assertThat(json.get("accepted").intValue()).isLessThan(5000);
        assertThat(json.get("factorizations").intValue()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"etd1", "etdrk2", "etdrk4", "krogstad4", "exprb32"})
    void linearTermsAreIntegratedExactly(String method) throws IOException {
        var json = run("""
                command: solve
                equations: {x: "-k*x + k*y - y^2", y: "-y^2"}
                parameters: {k: 1e6}
                initial: {x: 1, y: 1}
                to: 1
                method: %s
                relativeTolerance: 1e-4
                """.formatted(method)).json();
        assertThat(json.at("/y/x").doubleValue()).isCloseTo(0.5, within(1e-2));
        assertThat(json.get("accepted").intValue()).isLessThan(5000);
    }

    @Test
    void theLinearPartMayBeNamed() throws IOException {
        var json = run("""
                command: solve
                equations: {x: "-k*x + x*(1 - x)"}
                parameters: {k: 3}
                initial: {x: 1}
                to: 2
                method: etdrk4
                semilinear: {linear: [k]}
                relativeTolerance: 1e-9
                """).json();
        double exact = 2 / ((2 + 1) * Math.exp(2 * 2) - 1); // x' = -2 x - x^2
        assertThat(json.at("/y/x").doubleValue()).isCloseTo(exact, within(1e-8));
    }

    @ParameterizedTest
    @CsvSource({"leapfrog, 1e-2", "yoshida4, 1e-3", "yoshida6, 1e-4", "kahan-li8, 1e-6"})
    void halvesThatDriveEachOtherAreFoundInTheEquations(String method, double drift) throws IOException {
        var json = run(KEPLER + "method: " + method + "\nstep: 0.01\n").json();
        assertThat(json.at("/outputs/energy").doubleValue()).isCloseTo(-0.5, within(drift));
    }

    @Test
    void gaussRadauReturnsAfterThreePeriods() throws IOException {
        var json = run(KEPLER + "method: gauss-radau15\n").json();
        assertThat(json.at("/y/x").doubleValue()).isCloseTo(0.4, within(1e-12));
        assertThat(json.at("/y/vy").doubleValue()).isCloseTo(2, within(1e-12));
        assertThat(json.at("/outputs/energy").doubleValue()).isCloseTo(-0.5, within(2e-15));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leapfrog | step: 0.1 | method leapfrog needs two halves of the variables that drive each other only",
                "gauss-radau15 | seed: 1 | method gauss-radau15 needs two halves of the variables",
                "imex-kencarp4 | seed: 1 | method imex-kencarp4 needs split: expected what is stiff",
                "imex-kencarp4 | split: {stiff: [q]} | split.stiff: there is no 'q': expected one of x, v, k",
                "imex-kencarp4 | split: {stiff: []} | split.stiff: expected at least one name",
                "tsit5 | split: {stiff: [k]} | split: method tsit5 takes no parts, leave it out",
                "etdrk4 | split: {stiff: [k]} | split: method etdrk4 takes no parts, leave it out",
                "bdf | semilinear: {linear: [k]} | semilinear: method bdf takes no linear part, leave it out",
                "etdrk4 | jacobian: dense | jacobian: method etdrk4 needs none, leave it out"
            })
    void aStructureThatIsNotThereIsSaid(String method, String key, String message) throws IOException {
        var session = run("""
                command: solve
                equations: {x: "v", v: "-x - k*v"}
                parameters: {k: 0.1}
                initial: {x: 1, v: 0}
                to: 1
                method: %s
                %s
                """.formatted(method, key));
        assertThat(session.code()).isNotZero();
        assertThat(session.json().get("error").asString()).startsWith(message);
    }
}
