package org.integrand.engine.solve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleFunction;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.nonstiff.GraggBulirschStoerIntegrator;
import org.integrand.engine.Problems;
import org.integrand.engine.Problems.Known;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.extrapolation.GraggBulirschStoer;
import org.junit.jupiter.api.Test;

/// Evaluations needed for an achieved error, against the Dormand-Prince 5(4) of Hipparchus. One solve's error
/// is a matter of luck (factors of ten between neighbouring tolerances), so a line is fitted to twenty-one
/// solves: log evaluations = a + b log error, and read off at 1e-3, 1e-5 and 1e-7.
class PeerTest {
    private static final double[] ERRORS = {1e-3, 1e-5, 1e-7};

    private record Run(double evaluations, double error) {}

    @Test
    void dormandPrinceNeedsNoMoreEvaluationsThanThePeerForTheSameError() {
        for (Known known : List.of(Problems.arenstorf(), Problems.keplerPeriods(10))) {
            double[] peer = evaluations(tolerance -> peer(known, tolerance));
            double[] own = evaluations(tolerance -> own(known, ExplicitMethods.DP5, tolerance));
            for (int i = 0; i < ERRORS.length; i++)
                assertThat(own[i] / peer[i])
                        .as("%s at error %s: %s against %s", known.name(), ERRORS[i], own[i], peer[i])
                        .isLessThan(1.015); // the same pair: equal but for the scatter of the fit
        }
    }

    @Test
    void tsitourasNeedsFewerEvaluationsThanThePeerOnTheArenstorfOrbit() {
        Known known = Problems.arenstorf();
        double[] peer = evaluations(tolerance -> peer(known, tolerance));
        double[] own = evaluations(tolerance -> own(known, ExplicitMethods.TSIT5, tolerance));
        assertThat(own[1] / peer[1]).isLessThan(0.85);
        assertThat(own[2] / peer[2]).isLessThan(0.7);
    }

    @Test
    void highOrdersNeedFewerEvaluationsThanThePeersOrderEight() {
        for (Known known : List.of(Problems.arenstorf(), Problems.keplerPeriods(10))) {
            double[] peer = evaluations(tolerance -> peer853(known, tolerance));
            double[] own = evaluations(tolerance -> own(known, ExplicitMethods.DOP853, tolerance));
            double[] nine = evaluations(tolerance -> own(known, ExplicitMethods.VERNER9, tolerance));
            for (int i = 0; i < ERRORS.length; i++) {
                String where = "%s at error %s: %s, verner9 %s, against %s"
                        .formatted(known.name(), ERRORS[i], own[i], nine[i], peer[i]);
                assertThat(own[i] / peer[i]).as(where).isLessThan(0.95);
                assertThat(nine[i] / peer[i]).as(where).isLessThan(0.95);
            }
        }
    }

    @Test
    void extrapolationNeedsFewerEvaluationsThanThePeers() {
        for (Known known : List.of(Problems.arenstorf(), Problems.keplerPeriods(10))) {
            double[] peer = evaluations(
                    tolerance -> peer(known, new GraggBulirschStoerIntegrator(1e-12, 100, tolerance, tolerance)));
            double[] own = evaluations(tolerance -> {
                var solution = Solver.of(known.problem(), GraggBulirschStoer.GBS)
                        .tolerance(tolerance, tolerance)
                        .solve()
                        .requireEnd();
                return new Run(solution.statistics().evaluations(), known.absoluteError(solution.state()));
            });
            for (int i = 0; i < ERRORS.length; i++)
                assertThat(own[i] / peer[i])
                        .as("%s at error %s: %s against %s", known.name(), ERRORS[i], own[i], peer[i])
                        .isLessThan(i == 0 ? 1.05 : 0.95);
        }
    }

    private static double[] evaluations(DoubleFunction<Run> solve) {
        double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (double exponent = -6; exponent >= -11; exponent -= 0.25) {
            Run run = solve.apply(Math.pow(10, exponent));
            double x = Math.log(run.error());
            double y = Math.log(run.evaluations());
            n++;
            sx += x;
            sy += y;
            sxx += x * x;
            sxy += x * y;
        }
        double b = (n * sxy - sx * sy) / (n * sxx - sx * sx);
        double a = (sy - b * sx) / n;
        double[] needed = new double[ERRORS.length];
        for (int i = 0; i < needed.length; i++) needed[i] = Math.exp(a + b * Math.log(ERRORS[i]));
        return needed;
    }

    private static Run own(Known known, Method method, double tolerance) {
        var solution = Solver.of(known.problem(), method)
                .tolerance(tolerance, tolerance)
                .controller(StepSizeController.elementary())
                .solve()
                .requireEnd();
        return new Run(solution.statistics().evaluations(), known.absoluteError(solution.state()));
    }

    private static Run peer(Known known, double tolerance) {
        return peer(known, new DormandPrince54Integrator(1e-12, 100, tolerance, tolerance));
    }

    private static Run peer853(Known known, double tolerance) {
        return peer(known, new DormandPrince853Integrator(1e-12, 100, tolerance, tolerance));
    }

    private static Run peer(Known known, AdaptiveStepsizeIntegrator integrator) {
        var problem = known.problem();
        var equation = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return problem.space().dimension();
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double[] into = new double[y.length];
                problem.field().evaluate(t, y, into);
                return into;
            }
        };
        var end = integrator.integrate(equation, new ODEState(problem.t0(), problem.y0()), problem.t1());
        return new Run(integrator.getEvaluations(), known.absoluteError(end.getPrimaryState()));
    }
}
