package org.integrand.engine.run;

import java.util.concurrent.CancellationException;

/// Asks a running computation to stop at its next safe point. A computation that has something to keep looks at
/// [#requested] and ends with it; one that has nothing calls [#check].
@FunctionalInterface
public interface Cancellation {
    /// Never asked; the thread's interrupt counts all the same through [#check] and [#pending].
    Cancellation NONE = () -> false;

    /// Whether somebody asked to stop.
    boolean requested();

    /// Whether to stop now: asked, or this thread was interrupted.
    default boolean pending() {
        return requested() || Thread.currentThread().isInterrupted();
    }

    /// @throws CancellationException when it is time to stop
    default void check() {
        if (pending()) throw new CancellationException("cancelled");
    }
}
