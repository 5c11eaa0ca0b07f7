package org.integrand.engine.event;

/// What an event does to the state, for example to the velocity of a ball that hits the ground.
@FunctionalInterface
public interface StateChange<Y> {
    /// Changes `y` in place; it must stay finite.
    void apply(double t, Y y);
}
