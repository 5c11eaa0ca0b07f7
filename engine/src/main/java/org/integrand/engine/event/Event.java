package org.integrand.engine.event;

/// Something that happens where g(t, y(t)) changes its sign:
///
/// ```java
/// Event<double[]> bounce = Event.<double[]>of("bounce", (t, y) -> y[0]).falling().reset((t, y) -> y[1] *= -0.9);
/// ```
///
/// g is looked at five times a step, its ends included, and at least every `checkInterval`; where three values
/// of one sign bend towards zero, the extremum between them is searched too. Where looking inside costs evaluations
/// and the ends of a step tell that g stays away from zero, the step is not looked into. A sign change is then located
/// on
/// the dense output to the last bits of t, on the side where g has changed. Events of one step happen in the order of
/// time, and of their declaration where they coincide; the first that stops or resets ends the step. An exact zero
/// counts as a change.
///
/// At the start: g(t0, y0) = 0 counts when g leaves zero in the event's direction. It is noted, and a reset is
/// done, but a solve never stops where it starts. After a reset, no event happens because the state jumped.
///
/// @param name          what it is called in messages and in [Occurrence]
/// @param function      g
/// @param direction     which sign changes count
/// @param action        what to do
/// @param checkInterval > 0: two sign changes closer than this may be missed, infinite by default
public record Event<Y>(
        String name,
        EventFunction<? super Y> function,
        Direction direction,
        EventAction<Y> action,
        double checkInterval) {
    public Event {
        if (name.isBlank()) throw new IllegalArgumentException("event name '" + name + "': expected a word");
        if (!(checkInterval > 0))
            throw new IllegalArgumentException(
                    "check interval " + checkInterval + " of event " + name + ": expected a length > 0");
    }

    /// Notes every sign change of g.
    public static <Y> Event<Y> of(String name, EventFunction<? super Y> g) {
        return new Event<>(name, g, Direction.EITHER, new EventAction.Note<>(), Double.POSITIVE_INFINITY);
    }

    /// Only where g rises through zero.
    public Event<Y> rising() {
        return new Event<>(name, function, Direction.RISING, action, checkInterval);
    }

    /// Only where g falls through zero.
    public Event<Y> falling() {
        return new Event<>(name, function, Direction.FALLING, action, checkInterval);
    }

    /// Ends the solve there.
    public Event<Y> stop() {
        return new Event<>(name, function, direction, new EventAction.Stop<>(), checkInterval);
    }

    /// Changes the state there.
    public Event<Y> reset(StateChange<? super Y> change) {
        return new Event<>(name, function, direction, new EventAction.Reset<>(change), checkInterval);
    }

    /// Looks at g at least this often.
    public Event<Y> checkEvery(double interval) {
        return new Event<>(name, function, direction, action, interval);
    }
}
