package org.integrand.engine.method.reversible;

/// The formulas of a reversible method. The arrays it is given belong to the stepper and are all
/// different.
interface PairScheme<Y> {
    /// z = the companion of a state that nothing went before.
    void begin(double t, Y y, Y z);

    /// The pair at `next` from that at `t`, and the error of y where the method estimates it.
    void step(double t, double next, Y y, Y z, Y yNext, Y zNext, Y error);

    /// The step was taken.
    default void accepted() {}

    /// The pair is another one.
    default void forget() {}
}
