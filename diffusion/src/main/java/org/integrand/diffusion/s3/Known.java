package org.integrand.diffusion.s3;

import org.integrand.diffusion.usf.SolverSchedule;

/// A solver that was known before the search.
public record Known(String name, SolverSchedule schedule) {}
