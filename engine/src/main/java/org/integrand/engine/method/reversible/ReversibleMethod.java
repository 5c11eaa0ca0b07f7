package org.integrand.engine.method.reversible;

import org.integrand.engine.method.Method;
import org.integrand.engine.method.explicit.ExplicitRungeKutta;

/// A method that carries a companion z beside the state y, such that (y, z) before a step follows from
/// (y, z) after it in closed form.
///
/// | method | order | evaluations a step | stable for y' = lambda y where |
/// |---|---|---|---|
/// | [ReversibleHeun] | 2 | 1 | h lambda in [-i, i] only: it slowly loses hold of what decays |
/// | [AsynchronousLeapfrog] | 2 | 1 | the same |
/// | [CoupledRungeKutta] | its method's | twice its method's | a part of the left half plane near 0 |
public sealed interface ReversibleMethod extends Method
        permits ReversibleHeun, AsynchronousLeapfrog, CoupledRungeKutta {
    /// The reversible Heun method.
    ReversibleHeun HEUN = new ReversibleHeun();

    /// The asynchronous leapfrog.
    AsynchronousLeapfrog LEAPFROG = new AsynchronousLeapfrog();

    /// Any explicit Runge-Kutta method made reversible, its coupling 0.999.
    static CoupledRungeKutta coupled(ExplicitRungeKutta method) {
        return new CoupledRungeKutta(method, 0.999);
    }
}
