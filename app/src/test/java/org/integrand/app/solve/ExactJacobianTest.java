package org.integrand.app.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.expression.system.EquationSystem;
import org.integrand.expression.system.SystemText;
import org.junit.jupiter.api.Test;

class ExactJacobianTest {
    private static EquationSystem system(Map<String, String> equations) {
        return EquationSystem.of(new SystemText(equations, Map.of(), Map.of(), Map.of(), Map.of()));
    }

    /// All u, then all v: every v_i lies n places from its u_i, until the variables are put into another order.
    @Test
    void variablesAreOrderedSoThatTheBandIsNarrow() {
        int n = 60;
        var equations = new LinkedHashMap<String, String>();
        for (String name : new String[] {"u", "v"})
            for (int i = 0; i < n; i++) {
                String left = name + Math.max(i - 1, 0);
                String right = name + Math.min(i + 1, n - 1);
                equations.put(name + i, left + " - 2*" + name + i + " + " + right + " + u" + i + "^2*v" + i);
            }
        var written = system(equations);
        var arranged = ExactJacobian.arranged(written);
        assertThat(ExactJacobian.of(new JacobianSpec.Auto(), written).structure())
                .isInstanceOf(Jacobian.Sparse.class);
        assertThat(ExactJacobian.of(new JacobianSpec.Auto(), arranged).structure())
                .isInstanceOfSatisfying(Jacobian.Banded.class, band -> {
                    assertThat(band.lower()).isLessThanOrEqualTo(3);
                    assertThat(band.upper()).isLessThanOrEqualTo(3);
                });
        assertThat(arranged.names()).containsExactlyInAnyOrderElementsOf(written.names());
    }

    @Test
    void aSmallOrFullSystemStaysDense() {
        assertThat(ExactJacobian.of(new JacobianSpec.Auto(), system(Map.of("x", "-x")))
                        .structure())
                .isEqualTo(new Jacobian.Dense());
        var full = new LinkedHashMap<String, String>();
        for (int i = 0; i < 40; i++) full.put("x" + i, "-x" + i + " + x0*x39");
        var written = system(full);
        assertThat(ExactJacobian.arranged(written)).isSameAs(written);
    }

    /// Every variable is drawn to its neighbours on a ring and to the first one, whatever their order.
    @Test
    void aLargeSystemWithoutABandIsSparse() {
        int n = 100;
        var star = new LinkedHashMap<String, String>();
        for (int i = 0; i < n; i++) star.put("x" + i, "x0 - x%d + sin(x%d)".formatted(i, (37 * i + 5) % n));
        var system = ExactJacobian.arranged(system(star));
        assertThat(ExactJacobian.of(new JacobianSpec.Auto(), system).structure())
                .isInstanceOf(Jacobian.Sparse.class);
    }

    @Test
    void everyStructureSolvesTheSame() {
        double[] ends = new double[4];
        String[] structures = {"dense", "banded, lower: 2, upper: 3", "sparse", "matrix-free"};
        for (int k = 0; k < ends.length; k++) {
            var json = org.integrand.app.cli.Session.run(
                            "solve",
                            "brusselator-1d",
                            "--json",
                            "--method",
                            "bdf",
                            "--set",
                            "parameters.N=30",
                            "--set",
                            "jacobian={type: " + structures[k] + "}")
                    .json();
            ends[k] = json.get("y").get("u").get(15).doubleValue();
            assertThat(ends[k]).as(structures[k]).isCloseTo(ends[0], org.assertj.core.api.Assertions.within(1e-5));
        }
    }
}
