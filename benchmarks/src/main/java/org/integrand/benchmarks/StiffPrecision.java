package org.integrand.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.implicit.Esdirk;
import org.integrand.engine.method.stiff.StiffMethods;

/// Stiff problems at equal error of the end: milliseconds of processor time of the engine's methods, of SUNDIALS CVODE
/// and of SciPy, read off work-precision curves over tolerances of 1e-3 ... 1e-9, the absolute one a hundredth of the
/// relative one. The Jacobian is found by difference quotients everywhere.
final class StiffPrecision {
    private static final double[] ERRORS = {1e-4, 1e-6, 1e-8};
    private static final int ROUNDS = 3;
    private static final double SECONDS = 0.05;
    private static final int LARGEST_FOR_SCIPY = 1_000;
    private static final Map<String, StiffMethod> METHODS = methods();

    private StiffPrecision() {}

    private static Map<String, StiffMethod> methods() {
        var methods = new LinkedHashMap<String, StiffMethod>();
        for (var method : List.of(StiffMethods.BDF, StiffMethods.RODAS5P, StiffMethods.RADAU5, Esdirk.KVAERNO5))
            methods.put(method.name(), method);
        return methods;
    }

    static Table measure() {
        Optional<Cvode> cvode = Cvode.find();
        Optional<Scipy> scipy = Scipy.find();
        var columns = new ArrayList<>(List.of("problem, error", "cvode"));
        columns.addAll(METHODS.keySet());
        Scipy.METHODS.forEach(method -> columns.add("SciPy " + method));
        columns.addAll(List.of("bdf / cvode", "best / cvode", "best / SciPy's best"));
        var table = new Table("Stiff problems at equal error: ms", columns.toArray(String[]::new));
        Mean[] all = {new Mean(), new Mean(), new Mean()};
        for (StiffSystem system : StiffSystem.all()) {
            System.err.println("stiff-precision: " + system.name() + " " + system.points());
            var curves = curves(system, cvode, scipy);
            for (double error : ERRORS) table.row(row(system, error, curves, all));
        }
        String[] last = new String[columns.size()];
        Arrays.fill(last, "");
        last[0] = "geometric mean of " + all[0].count() + ", " + all[1].count() + ", " + all[2].count();
        for (int k = 0; k < 3; k++) last[last.length - 3 + k] = all[k].toString();
        table.row(last);
        return table;
    }

    /// Two in each power of ten, one for the large systems.
    private static List<Double> tolerances(StiffSystem system) {
        var tolerances = new ArrayList<Double>();
        for (int k = 6; k <= 18; k += system.points() < LARGEST_FOR_SCIPY ? 1 : 2)
            tolerances.add(Math.pow(10, -k / 2.0));
        return tolerances;
    }

    /// The curves of all solvers by name, the engine and CVODE taking turns.
    private static Map<String, WorkCurve> curves(StiffSystem system, Optional<Cvode> cvode, Optional<Scipy> scipy) {
        double[] reference = system.reference();
        var curves = new LinkedHashMap<String, WorkCurve>();
        for (double tolerance : tolerances(system)) {
            var fastest = new LinkedHashMap<String, Double>();
            for (int round = 0; round < ROUNDS; round++) {
                METHODS.forEach((name, method) -> fastest.merge(
                        name,
                        StiffAgainstPeer.fastest(StiffAgainstPeer.solver(system, method, tolerance), SECONDS),
                        Math::min));
                cvode.ifPresent(peer -> {
                    int repeats = (int) Math.max(1, SECONDS / fastest.getOrDefault("bdf", SECONDS) / 4);
                    var result = peer.solve(system, tolerance / 100, tolerance, repeats);
                    curve(curves, "cvode").add(StiffSystem.error(result.state(), reference), result.seconds());
                });
            }
            METHODS.forEach((name, method) -> {
                var end = StiffAgainstPeer.solver(system, method, tolerance)
                        .solve()
                        .requireEnd()
                        .state();
                curve(curves, name).add(StiffSystem.error(end, reference), fastest.getOrDefault(name, 0.0));
            });
        }
        if (system.points() <= LARGEST_FOR_SCIPY)
            scipy.ifPresent(peer ->
                    Scipy.METHODS.forEach(method -> peer.solve(system, method, SECONDS, tolerances(system))
                            .forEach(result -> curve(curves, "SciPy " + method)
                                    .add(StiffSystem.error(result.state(), reference), result.seconds()))));
        return curves;
    }

    private static WorkCurve curve(Map<String, WorkCurve> curves, String name) {
        return curves.computeIfAbsent(name, _ -> new WorkCurve());
    }

    private static String[] row(StiffSystem system, double error, Map<String, WorkCurve> curves, Mean[] all) {
        var cells = new ArrayList<String>();
        cells.add(system.name()
                + (system.points() > 0 ? " N = " + system.points() : "")
                + String.format(Locale.ROOT, ", %.0e", error));
        double cvode = seconds(curves, "cvode", error);
        cells.add(cell(cvode));
        double best = Double.POSITIVE_INFINITY;
        for (String name : METHODS.keySet()) {
            double own = seconds(curves, name, error);
            best = Math.min(best, own);
            cells.add(cell(own));
        }
        double scipy = Double.POSITIVE_INFINITY;
        for (String method : Scipy.METHODS) {
            double theirs = seconds(curves, "SciPy " + method, error);
            scipy = Math.min(scipy, theirs);
            cells.add(cell(theirs));
        }
        cells.add(ratio(seconds(curves, "bdf", error), cvode, all[0]));
        cells.add(ratio(best, cvode, all[1]));
        cells.add(ratio(best, scipy, all[2]));
        return cells.toArray(String[]::new);
    }

    /// Infinite where the solver does not reach the error.
    private static double seconds(Map<String, WorkCurve> curves, String name, double error) {
        return curve(curves, name).at(error).orElse(Double.POSITIVE_INFINITY);
    }

    private static String cell(double seconds) {
        return Double.isFinite(seconds) ? String.format(Locale.ROOT, "%.3g", seconds * 1e3) : "-";
    }

    private static String ratio(double own, double theirs, Mean all) {
        if (!Double.isFinite(own) || !Double.isFinite(theirs)) return "-";
        all.add(own / theirs);
        return String.format(Locale.ROOT, "%.2f", own / theirs);
    }
}
