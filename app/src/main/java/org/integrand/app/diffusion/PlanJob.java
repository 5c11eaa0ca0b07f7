package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.app.job.Key;
import org.integrand.app.job.Keys;

/// Asks for the coefficient program of a sampler.
public record PlanJob(
        @Keys PlanSpec plan,

        @Key(value = "random seed (a plan uses none)", otherwise = "0")
        long seed,

        @Key("folder of the report") Optional<String> out) {}
