package org.integrand.app.sample.app;

/// Knows nobody.
public record Program() {}
