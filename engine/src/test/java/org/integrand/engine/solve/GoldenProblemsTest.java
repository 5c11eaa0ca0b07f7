package org.integrand.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.integrand.engine.Problems;
import org.integrand.engine.Problems.Known;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.adams.Adams;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.extrapolation.GraggBulirschStoer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An error of one tolerance a step grows by the problem's own condition: from a few (Brusselator, drawn to its
/// limit cycle) to a million (Arenstorf, passing the moon). The claim is: within a hundred tolerances, times
/// the condition where that is above 1; for the third-order pair, which takes several times as many steps, two
/// hundred.
class GoldenProblemsTest {
    static List<Known> problems() {
        return List.of(
                Problems.rigidBody(),
                Problems.kepler(),
                Problems.brusselator(),
                Problems.lorenz(),
                Problems.arenstorf(),
                Problems.rigidBody().backwards(),
                Problems.kepler().backwards(),
                Problems.arenstorf().backwards());
    }

    @ParameterizedTest
    @MethodSource("problems")
    void pairsReachTheReference(Known known) {
        double condition = Math.max(1, known.condition());
        reaches(known, ExplicitMethods.BS3, 2 * condition, 1e-4, 1e-5, 1e-6);
        reaches(known, ExplicitMethods.DP5, condition, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10);
        for (var method : List.<Method>of(
                ExplicitMethods.TSIT5,
                ExplicitMethods.VERNER7,
                ExplicitMethods.DOP853,
                ExplicitMethods.VERNER9,
                GraggBulirschStoer.GBS,
                Adams.ADAMS)) reaches(known, method, condition, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10);
    }

    private static void reaches(Known known, Method method, double condition, double... tolerances) {
        for (double tolerance : tolerances) {
            var solution = Solver.of(known.problem(), method)
                    .tolerance(tolerance, tolerance)
                    .solve()
                    .requireEnd();
            assertThat(known.error(solution.state()))
                    .as("%s on %s at %s", method.name(), known.name(), tolerance)
                    .isLessThan(100 * condition * tolerance);
        }
    }
}
