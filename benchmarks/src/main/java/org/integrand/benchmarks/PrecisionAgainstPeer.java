package org.integrand.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.hipparchus.ode.AbstractIntegrator;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.OrdinaryDifferentialEquation;
import org.hipparchus.ode.nonstiff.AdamsMoultonIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.hipparchus.ode.nonstiff.GraggBulirschStoerIntegrator;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.adams.Adams;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.method.extrapolation.GraggBulirschStoer;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;

/// Methods of the engine against those of the same kind of Hipparchus, in one Java machine, at equal error of the end:
/// work-precision curves over 19 tolerances, 1e-3 ... 1e-12, read off at five errors. Times are the thread's processor
/// time, the fastest of several solves, both sides taking turns.
final class PrecisionAgainstPeer {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double[] ERRORS = {1e-3, 1e-5, 1e-7, 1e-9, 1e-10};
    private static final int ROUNDS = 7;
    private static final int WARM = 30;

    private PrecisionAgainstPeer() {}

    /// A finished solve.
    private record Run(double evaluations, double[] end) {}

    /// Solves a problem to a tolerance.
    private record Contestant(DoubleFunction<Run> solve) {}

    /// Evaluations and seconds against error.
    private record Curves(WorkCurve evaluations, WorkCurve seconds) {
        Curves() {
            this(new WorkCurve(), new WorkCurve());
        }
    }

    /// A method of each side.
    private record Pair(Contestant own, Contestant peer) {}

    static Table measure() {
        var table = new Table(
                "Engine against Hipparchus at equal error: geometric means of the ratio of work",
                "problem",
                "tsit5 / DormandPrince54: evaluations",
                "time",
                "dop853 / DormandPrince853: evaluations",
                "time",
                "gbs / GraggBulirschStoer: evaluations",
                "time",
                "adams / AdamsMoulton: evaluations",
                "time");
        Mean[] all = means();
        for (var problem : SmoothProblem.all()) {
            Mean[] of = means();
            var pairs = pairs(problem.problem());
            for (int k = 0; k < pairs.size(); k++) {
                var curves = curves(problem, pairs.get(k));
                for (double error : ERRORS) {
                    ratio(
                            curves.getFirst().evaluations(),
                            curves.getLast().evaluations(),
                            error,
                            of[2 * k],
                            all[2 * k]);
                    ratio(
                            curves.getFirst().seconds(),
                            curves.getLast().seconds(),
                            error,
                            of[2 * k + 1],
                            all[2 * k + 1]);
                }
            }
            table.row(cells(problem.name(), of));
        }
        table.row(cells(
                "all, " + all[0].count() + ", " + all[2].count() + ", " + all[4].count() + ", " + all[6].count()
                        + " ratios",
                all));
        return table;
    }

    private static Mean[] means() {
        Mean[] means = new Mean[8];
        for (int i = 0; i < means.length; i++) means[i] = new Mean();
        return means;
    }

    private static String[] cells(String name, Mean[] means) {
        String[] cells = new String[means.length + 1];
        cells[0] = name;
        for (int i = 0; i < means.length; i++) cells[i + 1] = means[i].toString();
        return cells;
    }

    private static void ratio(WorkCurve own, WorkCurve peer, double error, Mean of, Mean all) {
        var mine = own.at(error);
        var theirs = peer.at(error);
        if (mine.isEmpty() || theirs.isEmpty()) return;
        double ratio = mine.getAsDouble() / theirs.getAsDouble();
        of.add(ratio);
        all.add(ratio);
    }

    /// The curves of both, taking turns at each tolerance.
    private static List<Curves> curves(SmoothProblem problem, Pair pair) {
        var contestants = List.of(pair.own(), pair.peer());
        for (var contestant : contestants)
            for (int i = 0; i < WARM; i++) {
                var _ = contestant.solve().apply(1e-6);
            }
        var curves = List.of(new Curves(), new Curves());
        for (double exponent = -3; exponent >= -12; exponent -= 0.5) {
            double tolerance = Math.pow(10, exponent);
            double[] fastest = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
            var runs = new ArrayList<Run>();
            for (int round = 0; round < ROUNDS; round++)
                for (int i = 0; i < fastest.length; i++) {
                    long began = THREADS.getCurrentThreadCpuTime();
                    var run = contestants.get(i).solve().apply(tolerance);
                    fastest[i] = Math.min(fastest[i], (THREADS.getCurrentThreadCpuTime() - began) * 1e-9);
                    if (round == 0) runs.add(run);
                }
            for (int i = 0; i < fastest.length; i++) {
                double error = problem.error().applyAsDouble(runs.get(i).end());
                curves.get(i).evaluations().add(error, runs.get(i).evaluations());
                curves.get(i).seconds().add(error, fastest[i]);
            }
        }
        return curves;
    }

    private static List<Pair> pairs(InitialValueProblem<double[]> problem) {
        return List.of(
                new Pair(
                        own(problem, ExplicitMethods.TSIT5),
                        peer(problem, tolerance -> new DormandPrince54Integrator(1e-12, 100, tolerance, tolerance))),
                new Pair(
                        own(problem, ExplicitMethods.DOP853),
                        peer(problem, tolerance -> new DormandPrince853Integrator(1e-12, 100, tolerance, tolerance))),
                new Pair(
                        own(problem, GraggBulirschStoer.GBS),
                        peer(problem, tolerance -> new GraggBulirschStoerIntegrator(1e-12, 100, tolerance, tolerance))),
                new Pair(
                        own(problem, Adams.ADAMS),
                        peer(problem, tolerance -> new AdamsMoultonIntegrator(6, 1e-12, 100, tolerance, tolerance))));
    }

    private static Contestant own(InitialValueProblem<double[]> problem, Method method) {
        return new Contestant(tolerance -> {
            var solution = Solver.of(problem, method)
                    .tolerance(tolerance, tolerance)
                    .solve()
                    .requireEnd();
            return new Run(solution.statistics().evaluations(), solution.state());
        });
    }

    private static Contestant peer(InitialValueProblem<double[]> problem, DoubleFunction<AbstractIntegrator> method) {
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
        return new Contestant(tolerance -> {
            var integrator = method.apply(tolerance);
            try {
                var end = integrator.integrate(equation, new ODEState(problem.t0(), problem.y0()), problem.t1());
                return new Run(integrator.getEvaluations(), end.getPrimaryState());
            } catch (RuntimeException gaveUp) { // it cannot do every tolerance
                double[] none = new double[problem.y0().length];
                Arrays.fill(none, Double.NaN);
                return new Run(integrator.getEvaluations(), none);
            }
        });
    }
}
