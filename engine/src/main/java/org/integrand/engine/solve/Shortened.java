package org.integrand.engine.solve;

import org.integrand.engine.method.Interpolant;

/// A step that an event cut short at `end`.
record Shortened<Y>(Interpolant<Y> step, double end) implements Interpolant<Y> {
    @Override
    public double start() {
        return step.start();
    }

    @Override
    public void at(double t, Y into) {
        step.at(t, into);
    }

    @Override
    public Interpolant<Y> keep() {
        return new Shortened<>(step.keep(), end);
    }
}
