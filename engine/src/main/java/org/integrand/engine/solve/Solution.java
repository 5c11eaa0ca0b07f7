package org.integrand.engine.solve;

import java.util.List;
import java.util.Optional;
import org.integrand.engine.event.Occurrence;
import org.integrand.engine.problem.InitialValueProblem;

/// What a solve found, also when it did not reach its end.
public final class Solution<Y> {
    private final InitialValueProblem<Y> problem;
    private final double start;
    private final Sample<Y> last;
    private final List<Sample<Y>> saved;
    private final Optional<DenseOutput<Y>> dense;
    private final List<Occurrence<Y>> events;
    private final Optional<Checkpoint<Y>> checkpoint;
    private final Statistics statistics;
    private final Termination termination;

    Solution(
            InitialValueProblem<Y> problem,
            double start,
            Sample<Y> last,
            List<Sample<Y>> saved,
            Optional<DenseOutput<Y>> dense,
            List<Occurrence<Y>> events,
            Optional<Checkpoint<Y>> checkpoint,
            Statistics statistics,
            Termination termination) {
        this.problem = problem;
        this.start = start;
        this.last = last;
        this.saved = saved;
        this.dense = dense;
        this.events = events;
        this.checkpoint = checkpoint;
        this.statistics = statistics;
        this.termination = termination;
    }

    /// Time of the last good state: the problem's t1 when the solve reached its end, the event's where one
    /// stopped it.
    public double time() {
        return last.t();
    }

    /// The last good state.
    public Y state() {
        return last.state();
    }

    /// The states at the times that were asked for and reached, in the order of the solve.
    public List<Sample<Y>> saved() {
        return saved;
    }

    /// The events that happened, in the order of the solve.
    public List<Occurrence<Y>> events() {
        return events;
    }

    /// Where to go on later, bit for bit: see [Solver#resume]. Empty for a method whose stepper does not tell
    /// its memory, when the solve failed before its first step, and when field or event threw while events
    /// were watched.
    public Optional<Checkpoint<Y>> checkpoint() {
        return checkpoint;
    }

    /// What the solve cost, from the problem's start also when it went on from a checkpoint.
    public Statistics statistics() {
        return statistics;
    }

    /// Why the solve ended. Look at it, or call [#requireEnd].
    public Termination termination() {
        return termination;
    }

    /// This solution, if it reached the problem's t1 or was stopped by an event.
    ///
    /// @throws SolveException otherwise
    public Solution<Y> requireEnd() {
        if (!termination.asMeant()) throw new SolveException(this);
        return this;
    }

    /// The solution at any time between t0 (or the checkpoint it went on from) and [#time], in a new state.
    /// Where an event changed the state: the state after the change.
    ///
    /// @throws IllegalStateException    when the solve did not keep dense output
    /// @throws IllegalArgumentException when `t` was not reached
    public Y at(double t) {
        Y state = problem.space().allocate();
        at(t, state);
        return state;
    }

    /// As [#at(double)], into a given state. Threads may call this at the same time.
    public void at(double t, Y into) {
        DenseOutput<Y> steps = dense.orElseThrow(
                () -> new IllegalStateException("no dense output was kept: ask for it with Solver.dense()"));
        double direction = Math.signum(problem.t1() - problem.t0());
        if (!((t - start) * direction >= 0 && (time() - t) * direction >= 0))
            throw new IllegalArgumentException("time " + t + ": expected one of " + start + " ... " + time());
        if (t == time()) problem.space().copy(state(), into);
        else steps.stepAt(t, direction).at(t, into);
    }
}
