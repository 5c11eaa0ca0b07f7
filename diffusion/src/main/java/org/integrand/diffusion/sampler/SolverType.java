package org.integrand.diffusion.sampler;

/// How a difference of predictions stands for their derivative.
public enum SolverType {
    /// the weights of the DPM-Solver papers ("midpoint" in diffusers)
    DPMSOLVER,
    /// the weights of the Taylor expansion, phi_2 ("heun" in diffusers): exact where the prediction is linear
    /// in lambda
    TAYLOR
}
