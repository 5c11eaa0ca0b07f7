package org.integrand.app.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.integrand.app.cli.Session;
import org.junit.jupiter.api.Test;

/// Quantities in the jobs of `solve`, and tolerances for each variable.
class SolveUnitsTest {
    private static Session decay(String... more) {
        var all = new ArrayList<>(List.of("solve", "--json", "--set", "equations.x=-A*exp(-E/(8.314462618*T))*x"));
        for (String setting :
                List.of("parameters={A: 1e6 1/s, E: 50 kJ/mol, T: 80 degC}", "initial.x=20 mmol/l", "to=1 min"))
            all.addAll(List.of("--set", setting));
        all.addAll(List.of(more));
        return Session.run(all.toArray(String[]::new));
    }

    private static void refused(String message, String... more) {
        var session = decay(more);
        assertThat(session.err()).isEqualTo("integrand: " + message + System.lineSeparator());
        assertThat(session.code()).isEqualTo(2);
    }

    @Test
    void quantitiesAreTheirValueInSi() {
        double rate = 1e6 * Math.exp(-50_000 / (8.314462618 * 353.15));
        var json = decay("--relative-tolerance", "1e-10", "--save-at", "[30 s, 60]")
                .json();
        assertThat(json.get("y").get("x").doubleValue()).isCloseTo(20 * Math.exp(-60 * rate), within(1e-7));
        assertThat(json.get("t").doubleValue()).isEqualTo(60);
        assertThat(json.get("saved").get("t").toString()).isEqualTo("[30.0,60.0]");
        double warmer =
                decay("--set", "parameters.T=90degC").json().get("y").get("x").doubleValue();
        assertThat(warmer).isLessThan(json.get("y").get("x").doubleValue());
    }

    @Test
    void unitsThatDoNotFitAreRefusedInOneLine() {
        refused("parameters.T: 80 degX: unknown unit 'degX': did you mean 'degC'?", "--set", "parameters.T=80 degX");
        refused("to: 1 min: expected a quantity in m as in from, not in s", "--from", "1 m");
        refused("step: 1 mm: expected a quantity in s as in to, not in m", "--method", "rk4", "--step", "1 mm");
        refused(
                "absoluteTolerance.x: 1 mm: expected a quantity in m^-3 mol as in initial.x, not in m",
                "--set",
                "absoluteTolerance.x=1 mm");
        refused(
                "absoluteTolerance.x: 1 degC: expected a difference of temperatures, in K",
                "--set",
                "initial.x=20 degC",
                "--set",
                "absoluteTolerance.x=1 degC");
    }

    private static Session pair(String... more) {
        var all = new ArrayList<>(List.of(
                "solve",
                "--json",
                "--to",
                "20",
                "--method",
                "tsit5",
                "--set",
                "equations={x: v, v: -x, z: 50*cos(50*t)}"));
        all.addAll(List.of("--set", "initial={x: 1, v: 0, z: 0}"));
        all.addAll(List.of(more));
        return Session.run(all.toArray(String[]::new));
    }

    /// A variable that is allowed any error costs no steps; one that is allowed less makes the solution better.
    @Test
    void everyVariableHasItsOwnTolerance() {
        var same = pair("--absolute-tolerance", "1e-6", "--relative-tolerance", "1e-6")
                .json();
        var fine = pair(
                        "--set",
                        "absoluteTolerance={x: 1e-10, v: 1e-10, z: 1e6}",
                        "--set",
                        "relativeTolerance={x: 1e-10, v: 1e-10}")
                .json();
        var loose = pair("--set", "absoluteTolerance.z=1e6").json();
        assertThat(3 * loose.get("accepted").intValue())
                .isLessThan(same.get("accepted").intValue());
        double exact = Math.cos(20);
        assertThat(Math.abs(fine.get("y").get("x").doubleValue() - exact))
                .isLessThan(1e-2 * Math.abs(loose.get("y").get("x").doubleValue() - exact));
    }

    @Test
    void aToleranceForAFamilyHoldsForItsElements() {
        String[] one = {"solve", "brusselator-1d", "--json", "--set", "parameters.N=20", "--method", "bdf", "--set"};
        var all = new ArrayList<>(List.of(one));
        all.addAll(List.of("absoluteTolerance={u: 1e-9, 'v[i]': 1e-9}"));
        var named = Session.run(all.toArray(String[]::new)).json();
        var bare = new ArrayList<>(List.of(one));
        bare.add("absoluteTolerance=1e-9");
        var uniform = Session.run(bare.toArray(String[]::new)).json();
        assertThat(named.get("y")).isEqualTo(uniform.get("y"));
    }

    @Test
    void tolerancesThatAreNoneAreRefusedInOneLine() {
        tolerance("absoluteTolerance.w: there is no such variable: expected one of x, v, z", "absoluteTolerance.w=1");
        tolerance("absolute tolerance -1.0 of v: expected a finite number >= 0", "absoluteTolerance.v=-1");
        tolerance(
                "relative tolerance 1.0E-17 of v: expected 0 or at least 1e-15 (machine precision)",
                "relativeTolerance.v=1e-17");
        tolerance(
                "absolute and relative tolerance of v are both 0: expected one of them > 0",
                "relativeTolerance={v: 0}");
        tolerance(
                "absoluteTolerance: [1]: expected a number, or an object with one for each name",
                "absoluteTolerance=[1]");
    }

    private static void tolerance(String message, String setting) {
        var session = pair("--set", setting);
        assertThat(session.err()).isEqualTo("integrand: " + message + System.lineSeparator());
        assertThat(session.code()).isEqualTo(2);
    }
}
