package org.integrand.app.sample.engine;

import org.integrand.app.sample.diffusion.Field;

/// A wrong arrow: the engine knows a field.
public record KnowsField(Field field) {}
