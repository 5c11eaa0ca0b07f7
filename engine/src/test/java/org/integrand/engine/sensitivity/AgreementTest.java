package org.integrand.engine.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.implicit.Esdirk;
import org.integrand.engine.method.implicit.Radau5;
import org.integrand.engine.method.reversible.ReversibleMethod;
import org.integrand.engine.method.stiff.StiffMethods;
import org.integrand.engine.solve.SolveException;
import org.junit.jupiter.api.Test;

class AgreementTest {
    private static Loss fit(ParametricProblem problem) {
        double[] target = new double[problem.field().dimension()];
        Arrays.setAll(target, i -> 0.3 + 0.1 * i);
        return Loss.atEnd(PointLoss.squaredDistance(target));
    }

    /// largest difference, relative to the largest component
    static double difference(double[] a, double[] b) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < a.length; i++) {
            difference = Math.max(difference, Math.abs(a[i] - b[i]));
            size = Math.max(size, Math.abs(b[i]));
        }
        return difference / size;
    }

    /// @param times what the derivatives with respect to times may differ by: a stiff f magnifies what
    ///     y differs by
    private static void agree(
            ParametricProblem problem, Stepping stepping, List<Sensitivity> modes, double within, double times) {
        var loss = fit(problem);
        var reference = modes.getFirst().gradient(problem, loss, stepping);
        double atStart = largestProduct(problem, problem.t0(), problem.y0(), reference.y0());
        double[] gradientAtEnd = reference.state().clone();
        for (int i = 0; i < gradientAtEnd.length; i++) gradientAtEnd[i] -= 0.3 + 0.1 * i;
        double atEnd = largestProduct(problem, problem.t1(), reference.state(), gradientAtEnd);
        for (Sensitivity mode : modes.subList(1, modes.size())) {
            var gradient = mode.gradient(problem, loss, stepping);
            assertThat(gradient.loss())
                    .as(mode + " loss")
                    .isCloseTo(reference.loss(), offset(reference.loss(), within));
            assertThat(difference(gradient.y0(), reference.y0()))
                    .as(mode + " y0")
                    .isLessThan(within);
            assertThat(difference(gradient.p(), reference.p())).as(mode + " p").isLessThan(within);
            assertThat(gradient.t1()).as(mode + " t1").isCloseTo(reference.t1(), offset(atEnd, times));
            assertThat(gradient.t0()).as(mode + " t0").isCloseTo(reference.t0(), offset(atStart, times));
            assertThat(gradient.warnings()).as(mode + "").isEmpty();
        }
    }

    /// of those whose sum is the derivative with respect to a time
    private static double largestProduct(ParametricProblem problem, double t, double[] y, double[] gradient) {
        double[] slope = new double[y.length];
        problem.field().evaluate(t, y, problem.p(), slope);
        double largest = 0;
        for (int i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(slope[i] * gradient[i]));
        return largest;
    }

    private static Offset<Double> offset(double size, double relative) {
        return Offset.offset(Math.abs(size) * relative);
    }

    private static final List<Sensitivity> FIVE = List.of(
            Sensitivity.discrete(ExplicitMethods.VERNER9),
            Sensitivity.interpolated(ExplicitMethods.VERNER9),
            Sensitivity.interpolated(ExplicitMethods.VERNER9).checkpoints(4),
            Sensitivity.backsolve(ExplicitMethods.DOP853),
            Sensitivity.reversible(ReversibleMethod.coupled(ExplicitMethods.VERNER9)),
            Sensitivity.forward(ExplicitMethods.DOP853));

    @Test
    void fiveModesAgreeTo1em10WithThreeParameters() {
        agree(Cases.predators(), Stepping.tolerance(1e-13, 1e-13), FIVE, 1e-10, 1e-10);
    }

    @Test
    void fiveModesAgreeTo1em10WithThreeHundredParameters() {
        agree(Cases.network(), Stepping.tolerance(1e-13, 1e-13), FIVE, 1e-10, 1e-10);
    }

    @Test
    void fiveModesAgreeTo1em10OnAMildlyStiffProblemWithThreeParameters() {
        agree(Cases.mildReaction(), Stepping.tolerance(1e-14, 1e-13), FIVE, 1e-10, 1e-10);
    }

    @Test
    void fiveModesAgreeTo1em10OnAMildlyStiffProblemWithThreeHundredParameters() {
        agree(Cases.mildCells(), Stepping.tolerance(1e-13, 1e-13), FIVE, 1e-10, 1e-10);
    }

    @Test
    void theModesSuitedAgreeTo1em10OnAStiffProblemWithThreeParameters() {
        agree(
                Cases.robertson(),
                Stepping.tolerance(1e-16, 1e-12),
                List.of(
                        Sensitivity.discrete(ExplicitMethods.VERNER9),
                        Sensitivity.discrete(Esdirk.KVAERNO5),
                        Sensitivity.interpolated(StiffMethods.RODAS5P),
                        Sensitivity.forward(Radau5.RADAU5),
                        Sensitivity.forward(Esdirk.KVAERNO5),
                        Sensitivity.forward(StiffMethods.RODAS5P),
                        Sensitivity.forward(StiffMethods.BDF)),
                1e-10,
                1e-9);
    }

    @Test
    void theModesSuitedAgreeTo1em10OnAStiffProblemWithThreeHundredParameters() {
        agree(
                Cases.cells(),
                Stepping.tolerance(3e-13, 3e-13),
                List.of(
                        Sensitivity.discrete(ExplicitMethods.VERNER9),
                        Sensitivity.discrete(Esdirk.KVAERNO5),
                        Sensitivity.interpolated(StiffMethods.RODAS5P),
                        Sensitivity.forward(Esdirk.KVAERNO5)),
                1e-10,
                1e-8);
    }

    @Test
    void theWayBackOfAStiffProblemIsNotAnsweredSilently() {
        var problem = Cases.robertson();
        assertThatThrownBy(() -> Sensitivity.backsolve(Radau5.RADAU5)
                        .gradient(problem, fit(problem), Stepping.tolerance(1e-14, 1e-10)))
                .isInstanceOf(SolveException.class);
        var mild = new ParametricProblem(problem.field(), 0, 0.01, problem.y0(), problem.p());
        var drifted = Sensitivity.backsolve(Radau5.RADAU5).gradient(mild, fit(mild), Stepping.tolerance(1e-14, 1e-8));
        assertThat(drifted.backError()).isGreaterThan(1000);
        assertThat(drifted.warnings()).singleElement().asString().contains("the gradient is as wrong");
    }

    @Test
    void backsolveWorksWithStiffMethodsWhereTheWayBackIsStable() {
        agree(
                Cases.predators(),
                Stepping.tolerance(1e-12, 1e-12),
                List.of(
                        Sensitivity.discrete(ExplicitMethods.VERNER9),
                        Sensitivity.backsolve(Radau5.RADAU5),
                        Sensitivity.backsolve(StiffMethods.RODAS5P)),
                2e-10,
                1e-9);
    }
}
