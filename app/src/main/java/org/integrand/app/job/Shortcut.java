package org.integrand.app.job;

/// An option that stands for a key of the job: `--order 3` for `sampler.order`.
///
/// @param option with its dashes; without any it is an argument that stands by itself: `train digits`
/// @param key    dotted path in the job
/// @param label  what the option's value is called in the help
public record Shortcut(String option, String key, String label) {
    /// Whether the value stands by itself on the command line.
    public boolean standsAlone() {
        return !option.startsWith("-");
    }
}
