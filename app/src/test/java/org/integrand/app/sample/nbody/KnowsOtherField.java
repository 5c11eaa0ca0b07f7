package org.integrand.app.sample.nbody;

import org.integrand.app.sample.diffusion.Field;

/// A wrong arrow: a field knows another field.
public record KnowsOtherField(Field field) {}
