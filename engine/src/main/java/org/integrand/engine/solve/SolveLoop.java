package org.integrand.engine.solve;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.integrand.engine.control.Course;
import org.integrand.engine.control.Steering;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Memory;
import org.integrand.engine.method.Stepper;
import org.integrand.engine.problem.CallbackFailure;
import org.integrand.engine.problem.InitialValueProblem;
import org.integrand.engine.solve.Termination.Reason;
import org.integrand.engine.space.Space;

/// THE loop over time, one run of it. The controller proposes and judges, the stepper computes; everything that
/// happens to an accepted step happens here.
final class SolveLoop<Y> {
    private final Solver<Y> solver;
    private final InitialValueProblem<Y> problem;
    private final Space<Y> space;
    private final double end;
    private final double direction;
    private final CountingField<Y> field;
    private final Stepper<Y> stepper;
    private final Supplier<LinearWork> work;
    private final LongSupplier partEvaluations;
    private final SaveTimes<Y> saves;
    private final Optional<DenseOutput<Y>> dense;
    private final EventWatch<Y> events;
    private final Optional<Checkpoint<Y>> from;
    private final long began = System.nanoTime();
    private Optional<Steering<? super Y>> steered = Optional.empty();
    private boolean interrupted; // within a step: the events may have seen a part of it
    private double t;
    private double next;
    private long accepted;
    private long rejected;

    SolveLoop(Solver<Y> solver) {
        this(solver, Optional.empty());
    }

    /// Goes on from a checkpoint.
    SolveLoop(Solver<Y> solver, Checkpoint<Y> from) {
        this(solver, Optional.of(from));
    }

    private SolveLoop(Solver<Y> solver, Optional<Checkpoint<Y>> from) {
        this.solver = solver;
        this.from = from;
        problem = solver.problem;
        space = problem.space();
        t = problem.t0();
        next = t;
        end = problem.t1();
        direction = Math.signum(end - t);
        field = new CountingField<>(problem.field());
        var begun = solver.start.begin(problem.with(field), solver.tolerance);
        stepper = begun.stepper();
        work = begun.work();
        partEvaluations = begun.evaluations();
        saves = solver.saveSteps ? SaveTimes.everyStep(space) : SaveTimes.at(space, solver.saveTimes, direction);
        events = new EventWatch<>(space, solver.events);
        dense = solver.dense ? Optional.of(new DenseOutput<>()) : Optional.empty();
    }

    Solution<Y> run() {
        try {
            return ended(advance());
        } catch (CancellationException cancelled) {
            interrupted = true;
            return ended(termination(Reason.CANCELLED, "cancelled by the field"));
        } catch (CallbackFailure failure) {
            interrupted = true;
            String where = "step " + (accepted + 1) + " from t = " + t + " to " + next + ": " + failure.describe();
            throw new SolveException(ended(new Termination(Reason.FIELD_FAILED, t, where)), failure.thrown());
        }
    }

    private Termination advance() {
        if (from.isEmpty()) begin();
        Steering<? super Y> steering = solver.controller.begin(course());
        if (from.isPresent()) resume(from.get(), steering);
        steered = Optional.of(steering);
        while (t != end) {
            if (solver.cancellation.pending()) return termination(Reason.CANCELLED, "cancelled");
            if (accepted + rejected >= solver.stepLimit)
                return termination(Reason.STEP_LIMIT, "all " + solver.stepLimit + " allowed steps were attempted");
            next = towardsEnd(steering.propose(t, stepper.state()));
            if (next == t) return termination(Reason.STEP_SIZE_UNDERFLOW, "the step no longer advances the time");
            double error = stepper.attempt(t, next);
            switch (steering.judge(t, next, error)) {
                case ACCEPT -> {
                    if (Double.isNaN(error)) return failed(error);
                    take(steering, error);
                    if (events.stopped().isPresent())
                        return termination(
                                Reason.EVENT,
                                "stopped by event " + events.stopped().get());
                }
                case REJECT -> rejected++;
                case FAIL -> {
                    rejected++;
                    return failed(error);
                }
            }
        }
        return termination(Reason.REACHED_END, "reached the end");
    }

    private void begin() {
        requireFiniteSlope();
        saves.start(t, stepper.state());
        events.open(t, stepper.state());
    }

    private void resume(Checkpoint<Y> from, Steering<? super Y> steering) {
        t = from.t();
        next = t;
        stepper.recall(t, new Memory<>(from.states(), from.numbers()));
        steering.recall(from.controller());
        saves.resume(t);
        events.recall(t, stepper.state(), from.events());
    }

    private Optional<Checkpoint<Y>> checkpoint(Statistics done) {
        if (steered.isEmpty() || (interrupted && !solver.events.isEmpty())) return Optional.empty();
        List<Double> controller = steered.get().memory();
        return stepper.memory()
                .map(memory -> new Checkpoint<>(
                        solver.start.method(),
                        t,
                        memory.states().stream().map(this::copy).toList(),
                        memory.numbers(),
                        controller,
                        events.memory(),
                        done));
    }

    private Y copy(Y state) {
        Y copy = space.allocate();
        space.copy(state, copy);
        return copy;
    }

    private void requireFiniteSlope() {
        double norm = space.norm(stepper.slope(t));
        if (!Double.isFinite(norm))
            throw new IllegalArgumentException(
                    "field of norm " + norm + " at t0 = " + t + ": expected finite components");
    }

    private Course course() {
        int errorOrder = solver.start.errorOrder();
        return new Course(
                t,
                end,
                errorOrder,
                () -> InitialStep.length(
                        space, field, solver.tolerance, t, end - t, stepper.state(), stepper.slope(t), errorOrder),
                stepper::proposedStep);
    }

    private double towardsEnd(double proposed) {
        if (!((proposed - t) * direction >= 0))
            throw new IllegalStateException("the controller proposed to step from t = " + t + " to " + proposed
                    + ": expected a time towards the end " + end);
        return (proposed - end) * direction > 0 ? end : proposed;
    }

    /// Goes on from the end of the step, or from the event that cut it short.
    private void take(Steering<? super Y> steering, double error) {
        Interpolant<Y> step = events.watch(stepper.interpolant());
        if (step.end() != t) {
            saves.pass(step);
            if (dense.isPresent()) dense.get().keep(step);
            if (solver.listener.isPresent()) solver.listener.get().accepted(step, error);
            accepted++;
        }
        t = step.end();
        if (events.acted()) {
            stepper.restart(t, events.state());
            steering.cut(t);
            if (events.stopped().isEmpty()) saves.jump(t, events.state());
        } else {
            stepper.accept();
        }
        solver.progress.at((t - problem.t0()) / (end - problem.t0()), "integrating");
    }

    private Termination failed(double error) {
        return Double.isNaN(error)
                ? termination(
                        Reason.NON_FINITE_STATE,
                        "the step to " + next + " is not finite"
                                + (work.get().factorizations() > 0 ? ", or its equations could not be solved" : ""))
                : termination(
                        Reason.STEP_SIZE_UNDERFLOW,
                        "no step is good enough; the one to " + next + " has " + error + " times the allowed error");
    }

    private Termination termination(Reason reason, String what) {
        return new Termination(
                reason, t, what + " at t = " + t + " after " + accepted + " steps (" + rejected + " rejected)");
    }

    private Solution<Y> ended(Termination termination) {
        var linear = work.get();
        var statistics = new Statistics(
                field.evaluations() + partEvaluations.getAsLong(),
                accepted,
                rejected,
                linear.jacobians(),
                linear.factorizations(),
                linear.solves(),
                (System.nanoTime() - began) * 1e-9);
        Statistics all = from.map(Checkpoint::done).orElse(Statistics.NONE).plus(statistics);
        return new Solution<>(
                problem,
                from.map(Checkpoint::t).orElse(problem.t0()),
                new Sample<>(t, copy(stepper.state())),
                saves.saved(),
                dense,
                events.occurrences(),
                checkpoint(all),
                all,
                termination);
    }
}
