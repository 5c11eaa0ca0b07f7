package org.integrand.app.job;

/// An option that stands for a key of the job: `--order 3` for `sampler.order`.
///
/// @param option with its dashes
/// @param key    dotted path in the job
/// @param label  what the option's value is called in the help
public record Shortcut(String option, String key, String label) {}
