package org.integrand.app.sample.diffusion;

import org.integrand.app.sample.app.Program;

/// A wrong arrow: a field knows the program.
public record Field(Program program) {}
