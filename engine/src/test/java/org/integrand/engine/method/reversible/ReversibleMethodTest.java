package org.integrand.engine.method.reversible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.junit.jupiter.api.Test;

class ReversibleMethodTest {
    /// y'' = -y with a forcing, y = (sin t, cos t) + nothing: starts on sin t
    private static final InitialValueProblem<double[]> CIRCLE = new InitialValueProblem<>(
            DoubleSpace.of(2),
            (t, y, into) -> {
                into[0] = y[1] + Math.sin(t) * (y[0] * y[0] + y[1] * y[1] - 1);
                into[1] = -y[0];
            },
            0,
            2,
            new double[] {0, 1});

    private static double error(ReversibleMethod method, int steps) {
        double[] y = Solver.of(CIRCLE, method)
                .controller(StepSizeController.fixed(2.0 / steps))
                .solve()
                .requireEnd()
                .state();
        return Math.hypot(y[0] - Math.sin(2), y[1] - Math.cos(2));
    }

    @Test
    void theyConvergeWithTheirOrder() {
        for (ReversibleMethod method : List.of(
                ReversibleMethod.HEUN,
                ReversibleMethod.LEAPFROG,
                ReversibleMethod.coupled(ExplicitMethods.KUTTA3),
                ReversibleMethod.coupled(ExplicitMethods.RK4))) {
            double slope = Math.log(error(method, 80) / error(method, 160)) / Math.log(2);
            assertThat(slope).as(method.name()).isBetween(method.order() - 0.15, method.order() + 0.35);
        }
    }

    @Test
    void adaptiveStepsKeepTheTolerance() {
        for (ReversibleMethod method :
                List.of(ReversibleMethod.HEUN, ReversibleMethod.coupled(ExplicitMethods.TSIT5))) {
            double[] y = Solver.of(CIRCLE, method)
                    .tolerance(1e-7, 1e-7)
                    .solve()
                    .requireEnd()
                    .state();
            assertThat(Math.hypot(y[0] - Math.sin(2), y[1] - Math.cos(2)))
                    .as(method.name())
                    .isLessThan(1e-5);
        }
    }

    @Test
    void aResumedSolveHasTheSameBits() {
        for (ReversibleMethod method : List.of(
                ReversibleMethod.HEUN, ReversibleMethod.LEAPFROG, ReversibleMethod.coupled(ExplicitMethods.BS3))) {
            var steps = StepSizeController.fixed(0.1);
            var whole = Solver.of(CIRCLE, method).controller(steps).solve();
            var half = Solver.of(CIRCLE, method).controller(steps).stepLimit(7).solve();
            var rest = Solver.of(CIRCLE, method)
                    .controller(steps)
                    .resume(half.checkpoint().orElseThrow());
            assertThat(rest.state()).as(method.name()).isEqualTo(whole.state());
        }
    }

    @Test
    void aCouplingOutOfBoundsIsRefused() {
        assertThatThrownBy(() -> new CoupledRungeKutta(ExplicitMethods.RK4, 1.5))
                .hasMessage("coupling 1.5: expected a number above 0, at most 1");
    }
}
