package org.integrand.diffusion.sampler;

/// The variable in which the prediction is taken for a polynomial along a step.
public enum Interpolation {
    /// lambda = ln(alpha / sigma): DPM-Solver, UniPC
    LAMBDA,
    /// what is integrated over, rho = sigma / alpha (noise) or u = alpha / sigma (data): rhoAB-DEIS, LMS
    RHO,
    /// the schedule's time: tAB-DEIS
    TIME
}
