package org.integrand.diffusion.schedule;

/// A point of a schedule: at time `t` the state is x_t = `alpha` x_0 + `sigma` eps.
public record NoiseLevel(double t, double alpha, double sigma) {
    /// No noise left: where a denoising step ends.
    public static final NoiseLevel CLEAN = new NoiseLevel(0, 1, 0);

    public NoiseLevel {
        if (!Double.isFinite(t)) throw new IllegalArgumentException("t " + t + ": expected a finite time");
        if (!(alpha >= 0 && alpha <= 1)) throw new IllegalArgumentException("alpha " + alpha + ": expected 0 ... 1");
        if (!(sigma >= 0) || sigma == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("sigma " + sigma + ": expected a finite number >= 0");
        if (alpha == 0 && sigma == 0)
            throw new IllegalArgumentException("alpha and sigma are both 0: expected one of them > 0");
    }

    /// lambda = ln(alpha / sigma), half the logarithm of the signal-to-noise ratio; infinity without noise,
    /// -infinity without signal.
    public double halfLogSnr() {
        return Math.log(alpha) - Math.log(sigma);
    }

    /// rho = sigma / alpha = e^-lambda, the noise level in units of the data; infinity without signal.
    public double rho() {
        return sigma / alpha;
    }

    /// Whether no noise is left: lambda is infinite, and only order 1 is defined towards this point.
    public boolean noiseless() {
        return sigma == 0;
    }

    /// Whether no signal is left: alpha = 0, as flow matching and schedules with zero terminal signal-to-noise
    /// ratio start. lambda is -infinity, so from here only order 1 is defined, and only in the form
    /// x_t = (sigma_t / sigma_s) x_s + (alpha_t - alpha_s sigma_t / sigma_s) D_s, which is
    /// (sigma_t / sigma_s) x_s + alpha_t D_s here: the noise form divides by alpha_s. As a node of a later step
    /// it is infinitely far away and its divided differences are 0. Grids that are even in lambda or rho have no
    /// such point; those even in time have.
    public boolean signalless() {
        return alpha == 0;
    }
}
