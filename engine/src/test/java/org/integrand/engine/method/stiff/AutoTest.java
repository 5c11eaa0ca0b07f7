package org.integrand.engine.method.stiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.integrand.engine.Problems;
import org.integrand.engine.Problems.Known;
import org.integrand.engine.StiffProblems;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.solve.Termination;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoTest {
    @Test
    void nonStiffProblemsAreSolvedByTheStepsOfTsit5AtMostATenthDearer() {
        for (Known known : List.of(Problems.rigidBody(), Problems.lorenz(), Problems.arenstorf(), Problems.kepler())) {
            for (double tolerance : new double[] {1e-4, 1e-6}) {
                var auto = Solver.of(known.problem(), StiffMethods.AUTO)
                        .tolerance(tolerance, tolerance)
                        .solve()
                        .requireEnd();
                var tsit5 = Solver.of(known.problem(), ExplicitMethods.TSIT5)
                        .tolerance(tolerance, tolerance)
                        .solve()
                        .requireEnd();
                assertThat(auto.state()).as(known.name()).isEqualTo(tsit5.state());
                assertThat(auto.statistics().jacobians()).isZero();
                assertThat((double) auto.statistics().evaluations())
                        .isLessThan(1.1 * tsit5.statistics().evaluations());
            }
        }
    }

    @Test
    void atTightTolerancesNonStiffProblemsAreSolvedAboutAsByDop853() {
        for (Known known : List.of(Problems.rigidBody(), Problems.lorenz(), Problems.arenstorf(), Problems.kepler())) {
            for (double tolerance : new double[] {1e-7, 1e-10}) {
                var auto = Solver.of(known.problem(), StiffMethods.AUTO)
                        .tolerance(tolerance, tolerance)
                        .solve()
                        .requireEnd();
                var dop853 = Solver.of(known.problem(), ExplicitMethods.DOP853)
                        .tolerance(tolerance, tolerance)
                        .solve()
                        .requireEnd();
                assertThat(auto.statistics().jacobians()).as(known.name()).isZero();
                assertThat((double) auto.statistics().evaluations())
                        .as(known.name())
                        .isLessThan(1.15 * dop853.statistics().evaluations());
                assertThat(known.error(auto.state())).isLessThan(3 * known.error(dop853.state()) + tolerance);
            }
        }
    }

    @Test
    void stiffProblemsAreSolvedAboutAsCheaplyAsByTheStiffMethod() {
        for (Known known : List.of(StiffProblems.robertson(), StiffProblems.hires(), StiffProblems.oregonator())) {
            var auto = Solver.of(known.problem(), StiffMethods.AUTO).solve().requireEnd();
            var stiff = Solver.of(known.problem(), StiffMethods.RODAS5P).solve().requireEnd();
            assertThat((double) auto.statistics().evaluations())
                    .as(known.name())
                    .isLessThan(1.3 * stiff.statistics().evaluations());
        }
    }

    /// with both methods at work, rejections, and a field that depends on time
    @Test
    void aSolveInPiecesIsBitForBitTheSolveInOne() {
        var oregonator = StiffProblems.oregonator().problem();
        var problem = oregonator.with((t, y, into) -> {
            oregonator.field().evaluate(t, y, into);
            into[2] += Math.sin(t);
        });
        var whole = Solver.of(problem, StiffMethods.AUTO).solve().requireEnd();
        var part = Solver.of(problem, StiffMethods.AUTO).stepLimit(1).solve();
        int limit = 1;
        while (part.termination().reason() == Termination.Reason.STEP_LIMIT)
            part = Solver.of(problem, StiffMethods.AUTO)
                    .stepLimit(1 + limit++ % 5)
                    .resume(part.checkpoint().orElseThrow());
        assertThat(part.state()).isEqualTo(whole.state());
        assertThat(whole.statistics().rejected()).isPositive();
        assertThat(whole.statistics().jacobians()).isPositive();
    }

    /// a dense matrix of this size would not fit in an array
    @Test
    void aLargeProblemThatIsNotStiffNeedsNoMatrix() {
        var large = Problems.decay(50_000, 1);
        var solution = Solver.of(large, StiffMethods.AUTO).solve().requireEnd();
        assertThat(solution.state()[49_999]).isCloseTo(Math.exp(-1), within(1e-5));
        assertThatThrownBy(() -> Solver.of(large, StiffMethods.RODAS5P).solve())
                .hasMessageContaining(
                        "dense Jacobian of 50000 components: expected at most 46340; declare a banded or");
    }

    /// y' = -lambda(t) (y - cos t) - sin t with lambda 10^5 for t of 3 ... 6 and 1 elsewhere, y = cos t
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1e-8})
    void itChangesToTheStiffMethodAndBack(double tolerance) {
        var problem = new InitialValueProblem<>(
                DoubleSpace.of(1),
                (t, y, into) -> {
                    double lambda = 1 + 1e5 * Math.exp(-StrictMath.pow((t - 4.5) / 1.5, 16));
                    into[0] = -lambda * (y[0] - Math.cos(t)) - Math.sin(t);
                },
                0,
                60,
                new double[] {1});
        var whole = Solver.of(problem, StiffMethods.AUTO)
                .tolerance(tolerance, tolerance)
                .dense()
                .saveSteps()
                .solve()
                .requireEnd();
        var tsit5 = Solver.of(problem, ExplicitMethods.TSIT5)
                .tolerance(tolerance, tolerance)
                .solve()
                .requireEnd();
        var statistics = whole.statistics();
        assertThat(statistics.jacobians()).isBetween(8L, statistics.accepted() * 2 / 3);
        assertThat(statistics.evaluations()).isLessThan(tsit5.statistics().evaluations() / 50);
        for (var sample : whole.saved())
            assertThat(sample.state()[0]).isCloseTo(Math.cos(sample.t()), within(20 * tolerance));
        // between the steps Rodas5P loses some of its order where the problem is stiff
        for (double t = 0; t <= 60; t += 0.37) assertThat(whole.at(t)[0]).isCloseTo(Math.cos(t), within(4e-5));
    }
}
