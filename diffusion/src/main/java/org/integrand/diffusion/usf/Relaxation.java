package org.integrand.diffusion.usf;

import org.integrand.diffusion.sampler.Phi;

/// A factor 1 + O(h) on the first derivative of a step, but for HALF. The known ones turn the Taylor term into the
/// shortcut
/// of a published solver; LINEAR is there to be searched.
///
/// z = h for the noise form and that with statistics, z = -h for the data form; LINEAR has +h in all.
/// Source: the authors' release, read; the first two by comparison with DPM-Solver (arXiv 2206.00927) and
/// UniPC (arXiv 2302.04867).
public enum Relaxation {
    /// 1
    NONE(""),
    /// z (e^z - 1) / (2 (e^z - 1 - z)) = phi_1(z) / (2 phi_2(z)): half the first-order term stands for the
    /// derivative's
    DPM_SOLVER_2("dpmsolver-2"),
    /// z^2 / (2 (e^z - 1 - z)) = 1 / (2 phi_2(z))
    UNIPC_BH1("unipc-bh1"),
    /// the same as DPM_SOLVER_2
    UNIPC_BH2("unipc-bh2"),
    /// 1 + (e^z - 1) / 2
    PLUS_HALF_EXP("0.5exp"),
    /// 1 - (e^z - 1) / 2
    MINUS_HALF_EXP("-0.5exp"),
    /// 1 + c h
    LINEAR("linear"),
    /// 1/2, of any derivative, which lowers the order to it: the second derivative of dpm-solver's multistep order 3,
    /// whose release lacks a factor 2; our addition
    HALF("half");

    private final String key;

    Relaxation(String key) {
        this.key = key;
    }

    /// The name in a file; empty for none, which files spell null.
    public String key() {
        return key;
    }

    /// The factor.
    ///
    /// @param z h or -h, see above
    /// @param h lambda_t - lambda_s
    /// @param c the coefficient of LINEAR
    double factor(double z, double h, double c) {
        return switch (this) {
            case NONE -> 1;
            case DPM_SOLVER_2, UNIPC_BH2 -> Phi.phi(1, z) / (2 * Phi.phi(2, z));
            case UNIPC_BH1 -> 1 / (2 * Phi.phi(2, z));
            case PLUS_HALF_EXP -> 1 + Math.expm1(z) / 2;
            case MINUS_HALF_EXP -> 1 - Math.expm1(z) / 2;
            case LINEAR -> 1 + c * h;
            case HALF -> 0.5;
        };
    }
}
