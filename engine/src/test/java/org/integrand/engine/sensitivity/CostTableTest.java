package org.integrand.engine.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.implicit.Esdirk;
import org.integrand.engine.method.implicit.Radau5;
import org.integrand.engine.method.reversible.ReversibleMethod;
import org.integrand.engine.method.stiff.StiffMethods;
import org.junit.jupiter.api.Test;

/// What the modes cost; with `-Dsensitivity.table=true` the table of docs/engine/sensitivity.md on
/// standard output.
class CostTableTest {
    private record Row(String label, Sensitivity mode) {}

    private static final List<Row> EXPLICIT = List.of(
            new Row("discrete, tsit5", Sensitivity.discrete(ExplicitMethods.TSIT5)),
            new Row(
                    "discrete, tsit5, 10 slots",
                    Sensitivity.discrete(ExplicitMethods.TSIT5).slots(10)),
            new Row(
                    "reversible, coupled-tsit5",
                    Sensitivity.reversible(ReversibleMethod.coupled(ExplicitMethods.TSIT5))),
            new Row("interpolated, tsit5", Sensitivity.interpolated(ExplicitMethods.TSIT5)),
            new Row(
                    "interpolated, tsit5, 10 checkpoints",
                    Sensitivity.interpolated(ExplicitMethods.TSIT5).checkpoints(10)),
            new Row("backsolve, tsit5", Sensitivity.backsolve(ExplicitMethods.TSIT5)),
            new Row("forward, tsit5", Sensitivity.forward(ExplicitMethods.TSIT5)));

    private static final List<Row> STIFF = List.of(
            new Row("discrete, kvaerno5", Sensitivity.discrete(Esdirk.KVAERNO5)),
            new Row("interpolated, rodas5p", Sensitivity.interpolated(StiffMethods.RODAS5P)),
            new Row("interpolated, bdf", Sensitivity.interpolated(StiffMethods.BDF)),
            new Row("forward, radau5", Sensitivity.forward(Radau5.RADAU5)),
            new Row("forward, bdf", Sensitivity.forward(StiffMethods.BDF)));

    @Test
    void theTable() {
        boolean print = Boolean.getBoolean("sensitivity.table");
        table("network", Cases.network(), EXPLICIT, 1e-10, print);
        table("cells", Cases.cells(), STIFF, 1e-7, print);
    }

    private static void table(String name, ParametricProblem problem, List<Row> rows, double tolerance, boolean print) {
        double[] target = new double[problem.field().dimension()];
        Arrays.fill(target, 0.5);
        var loss = Loss.atEnd(PointLoss.squaredDistance(target));
        double[] truth = Sensitivity.discrete(ExplicitMethods.VERNER9)
                .gradient(problem, loss, Stepping.tolerance(1e-13, 1e-13))
                .p();
        var stepping = Stepping.tolerance(tolerance, tolerance);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Row row : rows) {
            if (print) row.mode().gradient(problem, loss, stepping); // classes are loaded
            long before = threads.getCurrentThreadAllocatedBytes();
            var gradient = row.mode().gradient(problem, loss, stepping);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            double error = AgreementTest.difference(gradient.p(), truth);
            assertThat(error).as(row.label()).isLessThan(1e-4);
            if (!print) continue;
            Cost c = gradient.cost();
            System.out.printf(
                    "| %s, %s | %.0e | %d | %d | %d | %d | %d + %d | %d | %.0f |%n",
                    name,
                    row.label(),
                    error,
                    c.evaluations(),
                    c.vjps(),
                    c.linear().factorizations(),
                    c.linear().solves(),
                    c.steps() + c.recomputed(),
                    c.backwardSteps(),
                    c.storedStates(),
                    bytes / 1024.0);
        }
    }
}
