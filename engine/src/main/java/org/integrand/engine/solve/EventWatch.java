package org.integrand.engine.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.integrand.engine.event.Direction;
import org.integrand.engine.event.Event;
import org.integrand.engine.event.EventAction;
import org.integrand.engine.event.Occurrence;
import org.integrand.engine.method.CostlyInterpolant;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.problem.CallbackFailure;
import org.integrand.engine.solve.WatchedEvent.Hit;
import org.integrand.engine.space.Space;

/// Watches the accepted steps for events and carries out what they ask for. See [Event] for the rules.
final class EventWatch<Y> {
    /// looks per step without a check interval, besides the one at its start
    private static final int LOOKS = 4;

    /// part of a step after which the sign of g is known, where it was zero at the start
    private static final double SETTLED = 1e-6;

    /// part of a step over which the slope of g is a difference quotient
    private static final double NEAR = 1e-6;

    private final Space<Y> space;
    private final List<WatchedEvent<Y>> watched;
    private final double checkInterval;
    private final List<Occurrence<Y>> occurrences = new ArrayList<>();
    private final List<Hit> hits = new ArrayList<>();
    private final Y work;
    private final Y after;
    private final Y near;
    private final double[] coefficients = new double[2];
    private final Y[] terms;
    private boolean acted;
    private Optional<String> stopped = Optional.empty();

    EventWatch(Space<Y> space, List<Event<Y>> events) {
        this.space = space;
        watched = IntStream.range(0, events.size())
                .mapToObj(i -> new WatchedEvent<>(events.get(i), i, space))
                .toList();
        checkInterval = events.stream().mapToDouble(Event::checkInterval).min().orElse(Double.POSITIVE_INFINITY);
        work = space.allocate();
        after = space.allocate();
        near = space.allocate();
        terms = space.allocate(2);
    }

    void open(double t, Y y) {
        for (var event : watched) event.open(t, y);
    }

    /// What the events remember.
    List<Double> memory() {
        return watched.stream().flatMap(event -> event.memory().stream()).toList();
    }

    /// Goes on from a state with what [#memory] gave there.
    void recall(double t, Y y, List<Double> memory) {
        for (int i = 0; i < watched.size(); i++)
            watched.get(i).recall(t, y, memory.subList(i * WatchedEvent.MEMORY, (i + 1) * WatchedEvent.MEMORY));
    }

    /// The step, or the part of it before the first event that stops or resets: then [#acted], and
    /// [#state] is where to go on.
    Interpolant<Y> watch(Interpolant<Y> step) {
        acted = false;
        if (watched.isEmpty()) return step;
        hits.clear();
        look(step);
        if (hits.isEmpty()) return step;
        double direction = Math.signum(step.end() - step.start());
        hits.sort((a, b) -> {
            int byTime = Double.compare(a.t() * direction, b.t() * direction);
            return byTime != 0 ? byTime : Integer.compare(a.index(), b.index());
        });
        double cut = happen(step, direction);
        if (!acted) return step;
        for (var event : watched) event.restart(cut, after, happenedAt(event, cut));
        return new Shortened<>(step, cut);
    }

    private void look(Interpolant<Y> step) {
        double start = step.start();
        double h = step.end() - start;
        boolean unsettled = false;
        for (int i = 0; i < watched.size(); i++) { // no iterators: nothing is allocated
            watched.get(i).beginStep();
            unsettled |= watched.get(i).unsettled();
        }
        if (step instanceof CostlyInterpolant<Y> costly && costly.costs() && passedUnseen(costly)) return;
        if (unsettled) lookAt(step, start + SETTLED * h);
        long looks = Math.max(LOOKS, (long) Math.ceil(Math.abs(h) / checkInterval));
        for (long i = 1; i < looks; i++) lookAt(step, start + h * ((double) i / looks));
        lookAt(step, step.end());
    }

    /// Whether no g can be zero inside the step, as far as its ends tell: then nobody looks inside.
    private boolean passedUnseen(CostlyInterpolant<Y> step) {
        double start = step.start();
        double end = step.end();
        double aside = NEAR * (end - start);
        step.at(end, work);
        beside(work, -aside, step.endSlope());
        for (int i = 0; i < watched.size(); i++) watched.get(i).glimpseEnd(end, work, end - aside, near);
        step.at(start, work);
        beside(work, aside, step.startSlope());
        boolean all = true;
        for (int i = 0; i < watched.size(); i++) all &= watched.get(i).keepsSign(end, start + aside, near);
        if (!all) return false;
        for (int i = 0; i < watched.size(); i++) watched.get(i).pass(end);
        return true;
    }

    /// near = y + aside f
    private void beside(Y y, double aside, Y slope) {
        coefficients[0] = 1;
        coefficients[1] = aside;
        terms[0] = y;
        terms[1] = slope;
        space.combine(coefficients, terms, 2, near);
    }

    private void lookAt(Interpolant<Y> step, double t) {
        if (t == step.start()) return; // a step of a few units in the last place
        step.at(t, work);
        for (int i = 0; i < watched.size(); i++) watched.get(i).look(step, t, work, hits);
    }

    /// Notes the hits in order up to the first that acts and those that coincide with it; the time of
    /// that one.
    private double happen(Interpolant<Y> step, double direction) {
        double cut = step.end();
        for (Hit hit : hits) {
            if (acted && (hit.t() - cut) * direction > 4 * Math.ulp(cut)) break;
            var event = watched.get(hit.index()).event;
            if (!acted) step.at(hit.t(), work);
            Y state = space.allocate();
            space.copy(work, state);
            occurrences.add(new Occurrence<>(
                    event.name(),
                    acted ? cut : hit.t(),
                    hit.signAfter() > 0 ? Direction.RISING : Direction.FALLING,
                    state));
            boolean acts = switch (event.action()) {
                case EventAction.Note<Y> _ -> false;
                case EventAction.Stop<Y> _ -> !hit.opening();
                case EventAction.Reset<Y> _ -> true;
            };
            if (!acts) continue;
            if (!acted) {
                cut = hit.t();
                space.copy(work, after);
                acted = true;
            }
            if (event.action() instanceof EventAction.Reset<Y>(var change)) reset(event, cut, change::apply);
            else if (stopped.isEmpty()) stopped = Optional.of(event.name());
        }
        return cut;
    }

    private interface Change<Y> {
        void apply(double t, Y y);
    }

    private void reset(Event<Y> event, double t, Change<Y> change) {
        try {
            change.apply(t, after);
            double norm = space.norm(after);
            if (!Double.isFinite(norm))
                throw new IllegalStateException("state of norm " + norm + " after the reset: expected finite numbers");
        } catch (CancellationException cancelled) {
            throw cancelled;
        } catch (RuntimeException cause) {
            throw new CallbackFailure("event " + event.name(), t, cause);
        }
    }

    private boolean happenedAt(WatchedEvent<Y> event, double cut) {
        return hits.stream()
                .anyMatch(hit -> watched.get(hit.index()).event.equals(event.event)
                        && Math.abs(hit.t() - cut) <= 4 * Math.ulp(cut));
    }

    /// Whether the step watched last was ended by an event.
    boolean acted() {
        return acted;
    }

    /// The state after the event, owned by this.
    Y state() {
        return after;
    }

    /// The event that stops the solve.
    Optional<String> stopped() {
        return stopped;
    }

    List<Occurrence<Y>> occurrences() {
        return List.copyOf(occurrences);
    }
}
