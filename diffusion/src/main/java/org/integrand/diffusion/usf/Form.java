package org.integrand.diffusion.usf;

/// What is taken for a polynomial along a step, and what the rest of the step is solved for exactly.
public enum Form {
    /// eps: x_t = alpha_t / alpha_s x_s + ..., DPM-Solver
    NOISE("noise_prediction"),
    /// D = (x - sigma eps) / alpha: x_t = sigma_t / sigma_s x_s + ..., DPM-Solver++
    DATA("data_prediction"),
    /// f = (sigma eps - l x) / alpha with statistics l, s, b of the model, see [EmpiricalStatistics]:
    /// DPM-Solver-v3. l = 0, s = -1, b = 0 is NOISE, l = 1, s = 0, b = 0 is DATA.
    EMPIRICAL("dpmsolver_v3_prediction");

    private final String key;

    Form(String key) {
        this.key = key;
    }

    /// The name in a file.
    public String key() {
        return key;
    }
}
