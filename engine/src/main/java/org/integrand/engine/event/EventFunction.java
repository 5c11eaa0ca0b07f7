package org.integrand.engine.event;

/// g(t, y): an event is where it changes its sign along a solution.
@FunctionalInterface
public interface EventFunction<Y> {
    /// A finite number, the same for the same arguments; must not change or keep `y`.
    double value(double t, Y y);
}
