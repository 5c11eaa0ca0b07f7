package org.integrand.diffusion.sampler;

import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseLevel;

/// The exact solution over one step, h = lambda_t - lambda_s, of which every exponential sampler is an
/// approximation: x_t = carry x_s + sum_(k >= 1) gain(k) h^(k-1) P^(k-1) + noise xi, P^(j) the j-th
/// lambda derivative of the prediction at s, xi ~ N(0, I).
///
/// | prediction | carry | gain(k) | noise |
/// |---|---|---|---|
/// | noise | alpha_t / alpha_s | -sigma_t H phi_k(h) | sigma_t sqrt(eta (e^(2 h) - 1)) |
/// | data | e^(-eta h) sigma_t / sigma_s | alpha_t H phi_k(-H) | sigma_t sqrt(1 - e^(-2 eta h)) |
///
/// with H = (1 + eta) h: eta = 0 is the probability flow, eta = 1 the reverse diffusion; both forms
/// solve dv = -(1 + eta) rho eps dlambda + sqrt(2 eta) rho dW(lambda), v = x / alpha. Sources: Lu et
/// al., DPM-Solver (arXiv 2206.00927) eq. 3.7 and DPM-Solver++ (arXiv 2211.01095) eq. 9 and 13.
///
/// @param eta how much of the diffusion is run, >= 0
public record ExponentialStep(NoiseLevel start, NoiseLevel end, Prediction prediction, double eta) {
    public ExponentialStep {
        requireSupported(prediction);
        if (end.noiseless() || start.signalless()) eta = 0; // the limits are of order 1 and without noise
    }

    /// Of the probability flow.
    public ExponentialStep(NoiseLevel start, NoiseLevel end, Prediction prediction) {
        this(start, end, prediction, 0);
    }

    static void requireSupported(Prediction prediction) {
        if (prediction != Prediction.NOISE && prediction != Prediction.DATA)
            throw new IllegalArgumentException("sampler prediction " + prediction
                    + ": expected NOISE or DATA (a model may predict " + prediction + " all the same)");
    }

    static double requireEta(double eta) {
        if (!(eta >= 0 && eta <= 100))
            throw new IllegalArgumentException("eta " + eta + ": expected 0 (no noise) ... 100, 1 is the usual amount");
        return eta;
    }

    /// h.
    public double h() {
        return end.halfLogSnr() - start.halfLogSnr();
    }

    /// Weight of the state.
    public double carry() {
        if (prediction == Prediction.NOISE && start.signalless())
            throw new IllegalArgumentException("step from t " + start.t()
                    + ", where alpha is 0: the noise form divides by alpha, expected prediction DATA or a later start");
        if (prediction == Prediction.NOISE) return end.alpha() / start.alpha();
        double ratio = end.sigma() / start.sigma();
        return eta == 0 ? ratio : ratio * Math.exp(-eta * h());
    }

    /// B: -sigma_t (noise) or alpha_t (data), times 1 + eta.
    double scale() {
        return (1 + eta) * (prediction == Prediction.NOISE ? -end.sigma() : end.alpha());
    }

    /// Weight of the (k-1)-th derivative. Towards zero noise h is infinite and only k = 1 has a limit:
    /// x = D; so it is towards zero signal, where x = sigma eps.
    public double gain(int k) {
        boolean noise = prediction == Prediction.NOISE;
        if (start.signalless()) {
            if (k == 1 && !noise) return end.alpha();
            throw new IllegalArgumentException("step from t " + start.t()
                    + ", where alpha is 0: only order 1 with prediction DATA is defined there, expected a later start");
        }
        if (k == 1 && end.signalless()) return noise ? end.sigma() : -start.alpha() * end.sigma() / start.sigma();
        if (k == 1 && end.noiseless()) return noise ? -end.alpha() * start.rho() : end.alpha();
        double h = h();
        return scale() * h * Phi.phi(k, noise ? h : -(1 + eta) * h);
    }

    /// Standard deviation of the noise to add.
    double noise() {
        if (eta == 0) return 0;
        double variance = prediction == Prediction.NOISE ? eta * Math.expm1(2 * h()) : -Math.expm1(-2 * eta * h());
        return end.sigma() * Math.sqrt(variance);
    }

    /// The step to a point inside this one.
    public ExponentialStep to(NoiseLevel inside) {
        return new ExponentialStep(start, inside, prediction, eta);
    }
}
