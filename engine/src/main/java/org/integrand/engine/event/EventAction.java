package org.integrand.engine.event;

/// What happens at an event, besides that it is noted.
public sealed interface EventAction<Y> {
    /// Nothing: the solve goes on undisturbed.
    record Note<Y>() implements EventAction<Y> {}

    /// The solve ends there.
    record Stop<Y>() implements EventAction<Y> {}

    /// The solve goes on from a changed state.
    record Reset<Y>(StateChange<? super Y> change) implements EventAction<Y> {}
}
