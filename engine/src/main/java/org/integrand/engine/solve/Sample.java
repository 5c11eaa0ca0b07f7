package org.integrand.engine.solve;

/// A saved state.
public record Sample<Y>(double t, Y state) {}
