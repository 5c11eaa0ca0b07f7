package org.integrand.diffusion.usf;

/// What is taken for the prediction at the start, x_T: the model's, or a guess that saves an evaluation
/// ("analytic first step").
///
/// The names in files are the release's. Its code for variance-preserving models takes eps_T = x_T for
/// `zero_x0`, which is UNIT there; for EDM models it divides eps by sigma but not the other forms, so that they
/// contradict each other. Here all forms of a guess are of one and the same eps.
public enum FirstValue {
    /// the model's
    MODEL("no_afs"),
    /// data around 0 with variance 1: eps = x / sqrt(alpha^2 + sigma^2). Source: T. Dockhorn et al., "GENIE",
    /// NeurIPS 2022, section 4.
    UNIT("zero_x0"),
    /// all data are 0: eps = x / sigma, D = 0; our addition
    ZERO("exact_zero_x0"),
    /// all data are their mean: D = mean, eps = (x - alpha mean) / sigma
    MEAN("average_x0");

    private final String key;

    FirstValue(String key) {
        this.key = key;
    }

    /// The name in a file.
    public String key() {
        return key;
    }
}
