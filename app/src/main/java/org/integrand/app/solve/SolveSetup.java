package org.integrand.app.solve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.integrand.app.job.Formula;
import org.integrand.app.job.JobException;
import org.integrand.app.job.Spelling;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.event.Event;
import org.integrand.engine.event.EventAction;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Solver;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.engine.space.Tolerance;
import org.integrand.expression.CompiledFormulas;
import org.integrand.expression.SyntaxException;
import org.integrand.expression.system.EquationSystem;

/// A job, read and checked: everything a solve needs.
///
/// @param controller who chooses the steps, where it is not the method's own way
/// @param asked   times at which the job wants the state, in the direction of time
/// @param outputs formulas that are evaluated with each kept state, by name
record SolveSetup(
        EquationSystem system,
        InitialValueProblem<double[]> problem,
        OdeMethod method,
        Supplier<Jacobian> jacobian,
        Tolerance tolerance,
        Optional<StepSizeController<Object>> controller,
        List<Event<double[]>> events,
        List<Double> asked,
        List<String> outputNames,
        CompiledFormulas outputs,
        long stepLimit) {
    private static final String DEFAULT_METHOD = "auto";

    /// @throws IllegalArgumentException in one line, when the job cannot be run as it is written
    static SolveSetup of(SolveJob job) {
        try {
            return read(job);
        } catch (SyntaxException e) {
            throw new JobException(e.getMessage()
                    + e.unknownName()
                            .map(name -> Spelling.hint(name, e.knownNames()))
                            .orElse(""));
        }
    }

    private static SolveSetup read(SolveJob job) {
        var method = OdeMethods.find(job.method().orElse(DEFAULT_METHOD));
        if (job.step().isEmpty() && !method.estimatesError())
            throw new IllegalArgumentException("method " + method.name()
                    + " does not estimate its error: expected step, the length of its steps, or a method that does such as"
                    + " tsit5");
        if (job.step().isPresent() && method.choosesItsSteps())
            throw new IllegalArgumentException(
                    "step: method " + method.name() + " chooses its steps together with its order, leave it out");
        if (method instanceof OdeMethod.Explicit
                && !(job.jacobian() instanceof JacobianSpec.Auto)
                && job.problem().isEmpty())
            throw new IllegalArgumentException("jacobian: method " + method.name() + " needs none, leave it out");
        var written = EquationSystem.of(job.text());
        boolean arrange = method instanceof OdeMethod.Stiff && job.jacobian() instanceof JacobianSpec.Auto;
        var system = arrange ? ExactJacobian.arranged(written) : written;
        double from = time(system, "from", job.from().orElse(new Formula("0")));
        double to = time(
                system,
                "to",
                job.to()
                        .orElseThrow(
                                () -> new IllegalArgumentException("to is missing: expected a number or a formula")));
        if (from == to)
            throw new IllegalArgumentException(
                    "from and to are both " + from + ": expected an interval of positive length");
        var tolerance = Tolerance.of(job.absolute(), job.relative());
        var field = system.field();
        var problem = new InitialValueProblem<>(
                DoubleSpace.of(system.dimension()), field::evaluate, from, to, system.initial());
        requireFinite(system, field, from, problem.y0());
        var outputs = SolveJob.texts(job.outputs().orElse(Map.of()));
        Optional<StepSizeController<Object>> controller = job.step().isPresent()
                ? Optional.of(StepSizeController.fixed(job.step().getAsDouble()))
                : Optional.empty();
        return new SolveSetup(
                system,
                problem,
                method,
                () -> ExactJacobian.of(job.jacobian(), system),
                tolerance,
                controller,
                events(system, job.events().orElse(List.of())),
                asked(job, from, to),
                List.copyOf(outputs.keySet()),
                system.formulas("outputs", outputs),
                job.stepLimit());
    }

    private static void requireFinite(EquationSystem system, CompiledFormulas field, double t, double[] y) {
        double[] slope = new double[y.length];
        field.evaluate(t, y, slope);
        for (int k = 0; k < slope.length; k++)
            if (!Double.isFinite(slope[k]))
                throw new IllegalArgumentException("equations." + system.names().get(k) + " is " + slope[k] + " at t = "
                        + t + ": expected a finite number");
    }

    private static double time(EquationSystem system, String key, Formula formula) {
        double value = system.constant(key, formula.text());
        if (Double.isFinite(value)) return value;
        throw new IllegalArgumentException(key + ": " + formula.text() + " is " + value + ": expected a finite number");
    }

    /// Checked by the solver too, but here under the name of the key.
    private static List<Double> asked(SolveJob job, double from, double to) {
        if (job.points().isPresent()) return spread(from, to, job.points().getAsInt());
        var times = new ArrayList<Double>();
        double direction = Math.signum(to - from);
        for (double t : job.saveAt().orElse(new double[0])) {
            if (!((t - from) * direction >= 0 && (to - t) * direction >= 0))
                throw new IllegalArgumentException("saveAt " + t + ": expected a time of " + from + " ... " + to);
            if (!times.isEmpty() && !((t - times.getLast()) * direction > 0))
                throw new IllegalArgumentException("saveAt " + t + " after " + times.getLast()
                        + ": expected times in the direction of the solve, each once");
            times.add(t);
        }
        return List.copyOf(times);
    }

    static List<Double> spread(double from, double to, int count) {
        var times = new ArrayList<Double>();
        for (int i = 0; i < count - 1; i++) times.add(from + (to - from) * i / (count - 1));
        times.add(to);
        return List.copyOf(times);
    }

    private static List<Event<double[]>> events(EquationSystem system, List<EventSpec> specs) {
        var events = new ArrayList<Event<double[]>>();
        for (int k = 0; k < specs.size(); k++) events.add(event(system, "events[" + k + "]", specs.get(k)));
        return List.copyOf(events);
    }

    private static Event<double[]> event(EquationSystem system, String where, EventSpec spec) {
        var when = system.formulas(where, Map.of("when", spec.when().text()));
        double[] g = new double[1];
        return new Event<>(
                spec.name().orElse(spec.when().text()),
                (t, y) -> {
                    when.evaluate(t, y, g);
                    return g[0];
                },
                spec.direction(),
                spec.terminal() ? new EventAction.Stop<>() : action(system, where + ".set", spec.set()),
                spec.checkInterval().orElse(Double.POSITIVE_INFINITY));
    }

    private static EventAction<double[]> action(
            EquationSystem system, String where, Optional<Map<String, Formula>> set) {
        if (set.isEmpty()) return new EventAction.Note<>();
        var formulas = SolveJob.texts(set.get());
        int[] positions = formulas.keySet().stream()
                .mapToInt(name -> system.position(name)
                        .orElseThrow(() -> new JobException(where + "." + name + ": there is no such variable"
                                + Spelling.hint(name, some(system)))))
                .toArray();
        var compiled = system.formulas(where, formulas);
        double[] values = new double[positions.length];
        return new EventAction.Reset<>((t, y) -> {
            compiled.evaluate(t, y, values);
            for (int k = 0; k < values.length; k++) y[positions[k]] = values[k];
        });
    }

    private static List<String> some(EquationSystem system) {
        return system.names().stream().limit(20).toList();
    }

    /// A solver that also keeps the state at `more` times.
    Solver<double[]> solver(List<Double> more) {
        double direction = Math.signum(problem.t1() - problem.t0());
        var times = new TreeSet<>(Comparator.<Double>comparingDouble(t -> t * direction));
        times.addAll(asked);
        times.addAll(more);
        var solver = method.solver(problem, jacobian)
                .tolerance(tolerance)
                .stepLimit(stepLimit)
                .saveAt(times.stream().mapToDouble(Double::doubleValue).toArray());
        controller.ifPresent(solver::controller);
        events.forEach(solver::event);
        return solver;
    }
}
