package org.integrand.engine.solve;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.integrand.engine.control.Course;
import org.integrand.engine.control.Steering;
import org.integrand.engine.jacobian.LinearWork;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.method.Stepper;
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
    private final SaveTimes<Y> saves;
    private final Optional<DenseOutput<Y>> dense;
    private final EventWatch<Y> events;
    private final long began = System.nanoTime();
    private double t;
    private double next;
    private long accepted;
    private long rejected;

    SolveLoop(Solver<Y> solver) {
        this.solver = solver;
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
        saves = solver.saveSteps ? SaveTimes.everyStep(space) : SaveTimes.at(space, solver.saveTimes, direction);
        events = new EventWatch<>(space, solver.events);
        dense = solver.dense ? Optional.of(new DenseOutput<>()) : Optional.empty();
    }

    Solution<Y> run() {
        try {
            return ended(advance());
        } catch (CancellationException cancelled) {
            return ended(termination(Reason.CANCELLED, "cancelled by the field"));
        } catch (CallbackFailure failure) {
            String where = "step " + (accepted + 1) + " from t = " + t + " to " + next + ": " + failure.describe();
            throw new SolveException(ended(new Termination(Reason.FIELD_FAILED, t, where)), failure.thrown());
        }
    }

    private Termination advance() {
        requireFiniteSlope();
        Steering<? super Y> steering = solver.controller.begin(course());
        saves.start(t, stepper.state());
        events.open(t, stepper.state());
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
                ? termination(Reason.NON_FINITE_STATE, "the step to " + next + " is not finite")
                : termination(
                        Reason.STEP_SIZE_UNDERFLOW,
                        "no step is good enough; the one to " + next + " has " + error + " times the allowed error");
    }

    private Termination termination(Reason reason, String what) {
        return new Termination(
                reason, t, what + " at t = " + t + " after " + accepted + " steps (" + rejected + " rejected)");
    }

    private Solution<Y> ended(Termination termination) {
        Y last = space.allocate();
        space.copy(stepper.state(), last);
        var linear = work.get();
        var statistics = new Statistics(
                field.evaluations(),
                accepted,
                rejected,
                linear.jacobians(),
                linear.factorizations(),
                linear.solves(),
                (System.nanoTime() - began) * 1e-9);
        List<Sample<Y>> saved = saves.saved();
        return new Solution<>(
                problem, new Sample<>(t, last), saved, dense, events.occurrences(), statistics, termination);
    }
}
