package org.integrand.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
import org.integrand.benchmarks.Timing.Subject;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.adams.Adams;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.extrapolation.GraggBulirschStoer;
import org.integrand.engine.solve.Solver;

/// The engine against the Dormand-Prince 5(4) of Hipparchus on two orbits of four components, where the method's own
/// work is most of the time: nanoseconds an evaluation of the field, and evaluations and time for equal error.
///
/// One solve's error is a matter of luck, so evaluations at an error are read off a line fitted to the solves at 21
/// tolerances, 1e-6 ... 1e-11: log evaluations = a + b log error.
final class EngineAgainstPeer {
    private static final double TIMED = 1e-9;
    private static final double ERROR = 1e-5;

    private EngineAgainstPeer() {}

    private record Run(double evaluations, double error) {}

    private record Contestant(String name, DoubleFunction<Run> solve) {
        Subject subject() {
            return new Subject(name, () -> {
                if (!(solve.apply(TIMED).error() < 1)) throw new IllegalStateException(name + " missed the orbit");
            });
        }
    }

    static Table measure() {
        var table = new Table(
                "Engine: solves of two orbits",
                "orbit, method",
                "ns an evaluation",
                "fastest",
                "evaluations at error 1e-5",
                "ms at error 1e-5",
                "time of the peer's");
        for (Orbit orbit : List.of(Orbit.arenstorf(), Orbit.kepler())) {
            List<Contestant> contestants = List.of(
                    new Contestant("Hipparchus DormandPrince54", tolerance -> peer(orbit, tolerance)),
                    new Contestant("dp5", tolerance -> own(orbit, ExplicitMethods.DP5, tolerance)),
                    new Contestant("tsit5", tolerance -> own(orbit, ExplicitMethods.TSIT5, tolerance)),
                    new Contestant("verner7", tolerance -> own(orbit, ExplicitMethods.VERNER7, tolerance)),
                    new Contestant("dop853", tolerance -> own(orbit, ExplicitMethods.DOP853, tolerance)),
                    new Contestant("verner9", tolerance -> own(orbit, ExplicitMethods.VERNER9, tolerance)),
                    new Contestant("gbs", tolerance -> own(orbit, GraggBulirschStoer.GBS, tolerance)),
                    new Contestant("adams", tolerance -> own(orbit, Adams.ADAMS, tolerance)));
            List<Timing> timings = Timing.interleaved(
                    contestants.stream().map(Contestant::subject).toList());
            double peerSeconds = 0;
            for (int i = 0; i < timings.size(); i++) {
                DoubleFunction<Run> solve = contestants.get(i).solve();
                double calls = solve.apply(TIMED).evaluations();
                double needed = evaluationsAtError(solve);
                double seconds = timings.get(i).median() / calls * needed;
                if (i == 0) peerSeconds = seconds;
                table.row(
                        orbit.name() + ", " + timings.get(i).name(),
                        String.format(Locale.ROOT, "%.1f", timings.get(i).median() / calls * 1e9),
                        String.format(Locale.ROOT, "%.1f", timings.get(i).fastest() / calls * 1e9),
                        String.format(Locale.ROOT, "%.0f", needed),
                        String.format(Locale.ROOT, "%.3f", seconds * 1e3),
                        String.format(Locale.ROOT, "%.2f", seconds / peerSeconds));
            }
        }
        return table;
    }

    private static double evaluationsAtError(DoubleFunction<Run> solve) {
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
        return Math.exp((sy - b * sx) / n + b * Math.log(ERROR));
    }

    private static Run own(Orbit orbit, Method method, double tolerance) {
        var solution = Solver.of(orbit.problem(), method)
                .tolerance(tolerance, tolerance)
                .solve()
                .requireEnd();
        return new Run(solution.statistics().evaluations(), orbit.error(solution.state()));
    }

    private static Run peer(Orbit orbit, double tolerance) {
        var problem = orbit.problem();
        var integrator = new DormandPrince54Integrator(1e-12, 100, tolerance, tolerance);
        var equation = new OrdinaryDifferentialEquation() {
            @Override
            public int getDimension() {
                return problem.space().dimension();
            }

            @Override
            public double[] computeDerivatives(double t, double[] y) {
                double[] into = new double[y.length]; // what its interface asks for
                problem.field().evaluate(t, y, into);
                return into;
            }
        };
        var end = integrator.integrate(equation, new ODEState(problem.t0(), problem.y0()), problem.t1());
        return new Run(integrator.getEvaluations(), orbit.error(end.getPrimaryState()));
    }
}
