package org.integrand.engine.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.integrand.engine.control.StepSizeController;
import org.integrand.engine.event.Event;
import org.integrand.engine.jacobian.Jacobian;
import org.integrand.engine.jacobian.JacobianSystem;
import org.integrand.engine.method.Method;
import org.integrand.engine.method.StiffMethod;
import org.integrand.engine.method.StructuredMethod;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.problem.StructuredProblem;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.integrand.engine.space.Tolerance;

/// Solves an initial value problem with a method: say what is to differ from the defaults, then
/// [#solve].
///
/// ```java
/// Solution<double[]> orbit = Solver.of(problem, ExplicitMethods.TSIT5)
///         .tolerance(1e-10, 1e-10)
///         .saveAt(1, 2, 5)
///         .solve()
///         .requireEnd();
/// ```
/// Defaults: tolerances 1e-6, PI control or a stiff method's own, only the final state kept, at most
/// ten million attempts. A solver collects choices for one thread; it may solve several times, each
/// time from the start, with bit-equal results.
///
/// @param <Y> the state
public final class Solver<Y> {
    final InitialValueProblem<Y> problem;
    final Start<Y> start;
    Tolerance tolerance = Tolerance.of(1e-6, 1e-6);
    StepSizeController<? super Y> controller = StepSizeController.pi();
    double[] saveTimes = {};
    boolean saveSteps;
    final List<Event<Y>> events = new ArrayList<>();
    boolean dense;
    long stepLimit = 10_000_000;
    Optional<StepListener<Y>> listener = Optional.empty();
    Progress progress = Progress.NONE;
    Cancellation cancellation = Cancellation.NONE;

    private Solver(InitialValueProblem<Y> problem, Start<Y> start) {
        this.problem = problem;
        this.start = start;
    }

    /// A solver with the defaults.
    public static <Y> Solver<Y> of(InitialValueProblem<Y> problem, Method method) {
        return new Solver<>(problem, Start.of(method)).controller(method.controller());
    }

    /// A solver of a stiff problem with the defaults; df/dy is dense and found by difference quotients.
    public static Solver<double[]> of(InitialValueProblem<double[]> problem, StiffMethod method) {
        return of(problem, method, Jacobian.dense());
    }

    /// A solver of a stiff problem with the defaults.
    ///
    /// @param jacobian structure and source of df/dy
    public static Solver<double[]> of(InitialValueProblem<double[]> problem, StiffMethod method, Jacobian jacobian) {
        return new Solver<>(problem, Start.of(method, jacobian)).controller(method.controller());
    }

    /// A solver of a stiff problem whose linear systems have a structure of their own, with the defaults.
    ///
    /// @param systems makes the systems of one solve
    public static Solver<double[]> of(
            InitialValueProblem<double[]> problem,
            StiffMethod method,
            Function<InitialValueProblem<double[]>, JacobianSystem> systems) {
        return new Solver<>(problem, Start.of(method, systems)).controller(method.controller());
    }

    /// A solver of a problem with a structure, with the defaults.
    public static <P extends StructuredProblem<P>> Solver<double[]> of(P problem, StructuredMethod<P> method) {
        return new Solver<>(problem.whole(), Start.of(problem, method)).controller(method.controller());
    }

    /// Allowed error of a step: root mean square of error_i / (absolute + relative |y_i|) at most 1.
    public Solver<Y> tolerance(double absolute, double relative) {
        return tolerance(Tolerance.of(absolute, relative));
    }

    /// Allowed error of a step.
    public Solver<Y> tolerance(Tolerance allowed) {
        tolerance = allowed;
        return this;
    }

    /// Who chooses the steps.
    public Solver<Y> controller(StepSizeController<? super Y> chosen) {
        controller = chosen;
        return this;
    }

    /// Saves the states at these times, in the direction of the solve. They do not change the steps: a
    /// time within a step
    /// is read off the dense output.
    ///
    /// @throws IllegalArgumentException for a time outside t0 ... t1 or out of order
    public Solver<Y> saveAt(double... times) {
        saveTimes = SaveTimes.checked(times, problem.t0(), problem.t1());
        return this;
    }

    /// Saves the initial state and the end of every accepted step, instead of given times; where an
    /// event changes the state, both states.
    public Solver<Y> saveSteps() {
        saveSteps = true;
        return this;
    }

    /// Keeps every step, so that [Solution#at] gives the solution at any time: about `order` states a
    /// step.
    public Solver<Y> dense() {
        dense = true;
        return this;
    }

    /// Watches for an event, besides those already named. Where one stops, the solve ends with the
    /// reason
    /// `EVENT`.
    ///
    /// @throws IllegalArgumentException when another event has the same name
    public Solver<Y> event(Event<Y> watched) {
        if (events.stream().anyMatch(other -> other.name().equals(watched.name())))
            throw new IllegalArgumentException("second event named " + watched.name() + ": expected different names");
        events.add(watched);
        return this;
    }

    /// At most this many attempted steps.
    public Solver<Y> stepLimit(long attempts) {
        if (attempts < 1) throw new IllegalArgumentException("step limit " + attempts + ": expected at least 1");
        stepLimit = attempts;
        return this;
    }

    /// Who hears of accepted steps.
    public Solver<Y> onStep(StepListener<Y> hears) {
        listener = Optional.of(hears);
        return this;
    }

    /// Who hears how far the solve is, at every accepted step.
    public Solver<Y> progress(Progress hears) {
        progress = hears;
        return this;
    }

    /// Who may ask to stop; looked at before every attempt, as is the thread's interrupt.
    public Solver<Y> cancellation(Cancellation asks) {
        cancellation = asks;
        return this;
    }

    /// Runs to the problem's end, or as far as it goes: see [Solution#termination].
    ///
    /// @throws IllegalArgumentException when the controller does not fit the method or the problem, or
    /// the
    ///     field is not finite at the start
    /// @throws SolveException when the field or an event throws: with the time, the step, and the
    /// solution so far
    public Solution<Y> solve() {
        if (controller.needsErrorEstimate() && !start.estimatesError())
            throw new IllegalArgumentException("method " + start.method()
                    + " gives no error estimate, which this controller needs: expected a fixed step, a grid, or a method"
                    + " with an embedded one such as tsit5");
        requireTolerance();
        return new SolveLoop<>(this).run();
    }

    /// Goes on from where an earlier solve of this problem with this method, tolerance, controller and
    /// these events stood: its steps are bit for bit those of a solve that was never interrupted. Saved
    /// states, dense output and events are those after the checkpoint; the statistics include what was
    /// done before.
    ///
    /// @throws IllegalArgumentException when the checkpoint is of another method, or does not fit
    /// problem or events
    public Solution<Y> resume(Checkpoint<Y> from) {
        if (!from.method().equals(start.method()))
            throw new IllegalArgumentException(
                    "checkpoint of method " + from.method() + ": expected one of " + start.method());
        if (!((from.t() - problem.t0()) * (problem.t1() - from.t()) >= 0))
            throw new IllegalArgumentException(
                    "checkpoint at t = " + from.t() + ": expected a time of " + problem.t0() + " ... " + problem.t1());
        if (from.events().size() != WatchedEvent.MEMORY * events.size())
            throw new IllegalArgumentException(
                    "checkpoint with " + from.events().size() / WatchedEvent.MEMORY
                            + " events: expected those of the solver, " + events.size());
        requireTolerance();
        return new SolveLoop<>(this, from).run();
    }

    private void requireTolerance() {
        int dimension = problem.space().dimension();
        int components = tolerance.components().orElse(dimension);
        if (components != dimension)
            throw new IllegalArgumentException(
                    "tolerance for " + components + " components: expected one for each of the state's " + dimension);
    }
}
