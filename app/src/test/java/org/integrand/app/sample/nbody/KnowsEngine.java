package org.integrand.app.sample.nbody;

import org.integrand.app.sample.engine.KnowsField;

/// A right arrow: a field knows the engine.
public record KnowsEngine(KnowsField engine) {}
