package org.integrand.app.solve;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongFunction;
import org.integrand.app.job.JobException;
import org.integrand.app.job.Spelling;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.event.Event;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.VectorField;
import org.integrand.engine.solve.Solver;
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
        JobEquations equations,
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
        NoiseKeys.check(job);
        var written = EquationSystem.of(job.text());
        var method = job.noise().isPresent()
                ? OdeMethod.Noisy.of(job, written)
                : OdeMethods.find(job.method().orElse(DEFAULT_METHOD));
        if (job.step().isEmpty() && !method.estimatesError())
            throw new IllegalArgumentException("method " + method.name()
                    + " does not estimate its error: expected step, the length of its steps" + method.adaptive());
        if (job.step().isPresent() && method.choosesItsSteps())
            throw new IllegalArgumentException(
                    "step: method " + method.name() + " chooses its steps together with its order, leave it out");
        if (!method.usesJacobian()
                && !(job.jacobian() instanceof JacobianSpec.Auto)
                && job.problem().isEmpty())
            throw new IllegalArgumentException("jacobian: method " + method.name() + " needs none, leave it out");
        if (job.split().isPresent() && !method.uses(SplitStructure.class))
            throw new IllegalArgumentException("split: method " + method.name() + " takes no parts, leave it out");
        if (job.semilinear().isPresent() && !method.uses(SemilinearStructure.class))
            throw new IllegalArgumentException(
                    "semilinear: method " + method.name() + " takes no linear part, leave it out");
        var system = method.arranged(job, written);
        var times = SolveTimes.of(job, system);
        var equations = new JobEquations(job, system, times.from(), times.to());
        var problem = equations.plain();
        requireFinite(system, problem.field(), times.from(), problem.y0());
        if (method instanceof OdeMethod.Noisy noisy) {
            NoiseKeys.requireForwards(times.from(), times.to());
            noisy.terms().requireFinite(times.from(), problem.y0());
        }
        var outputs = SolveJob.texts(job.outputs().orElse(Map.of()));
        return new SolveSetup(
                system,
                problem,
                method,
                equations,
                SolveTolerance.of(job, system),
                times.step().map(StepSizeController::fixed),
                SolveEvents.of(job.events().orElse(List.of()), system, times),
                times.asked(),
                List.copyOf(outputs.keySet()),
                system.formulas("outputs", outputs),
                job.stepLimit());
    }

    private static void requireFinite(EquationSystem system, VectorField<double[]> field, double t, double[] y) {
        double[] slope = new double[y.length];
        field.evaluate(t, y, slope);
        for (int k = 0; k < slope.length; k++)
            if (!Double.isFinite(slope[k]))
                throw new IllegalArgumentException("equations." + system.names().get(k) + " is " + slope[k] + " at t = "
                        + t + ": expected a finite number");
    }

    /// A solver that also keeps the state at `more` times.
    Solver<double[]> solver(List<Double> more) {
        return asked(method.solver(equations), more);
    }

    /// The solvers of the paths of noise, one after the other, which also keep the state at `more` times.
    LongFunction<Solver<double[]>> paths(List<Double> more) {
        var paths = noise().orElseThrow().paths(equations);
        return path -> asked(paths.apply(path), more);
    }

    /// The noise, where there is any.
    Optional<OdeMethod.Noisy> noise() {
        return method instanceof OdeMethod.Noisy noisy ? Optional.of(noisy) : Optional.empty();
    }

    private Solver<double[]> asked(Solver<double[]> solver, List<Double> more) {
        double direction = Math.signum(problem.t1() - problem.t0());
        var times = new TreeSet<>(Comparator.<Double>comparingDouble(t -> t * direction));
        times.addAll(asked);
        times.addAll(more);
        solver.tolerance(tolerance)
                .stepLimit(stepLimit)
                .saveAt(times.stream().mapToDouble(Double::doubleValue).toArray());
        controller.ifPresent(solver::controller);
        events.forEach(solver::event);
        return solver;
    }
}
