package org.integrand.diffusion.sampler;

import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseLevel;

/// The exact solution over one step, h = lambda_t - lambda_s, of which every exponential sampler is an
/// approximation: x_t = carry x_s + sum_(k >= 1) gain(k) h^(k-1) P^(k-1), P^(j) the j-th lambda derivative of
/// the prediction at s.
///
/// | prediction | carry | gain(k) |
/// |---|---|---|
/// | noise | alpha_t / alpha_s | -sigma_t h phi_k(h) |
/// | data | sigma_t / sigma_s | alpha_t h phi_k(-h) |
/// Source: Lu et al., DPM-Solver (arXiv 2206.00927) eq. 3.7 and DPM-Solver++ (arXiv 2211.01095) eq. 9.
record ExponentialStep(NoiseLevel start, NoiseLevel end, Prediction prediction) {
    ExponentialStep {
        requireSupported(prediction);
    }

    static void requireSupported(Prediction prediction) {
        if (prediction != Prediction.NOISE && prediction != Prediction.DATA)
            throw new IllegalArgumentException("sampler prediction " + prediction
                    + ": expected NOISE or DATA (a model may predict " + prediction + " all the same)");
    }

    double h() {
        if (start.signalless()) throw signalless();
        return end.halfLogSnr() - start.halfLogSnr();
    }

    double carry() {
        if (prediction == Prediction.NOISE && start.signalless()) throw signalless();
        return prediction == Prediction.NOISE ? end.alpha() / start.alpha() : end.sigma() / start.sigma();
    }

    /// Weight of the (k-1)-th derivative. Towards zero noise h is infinite and only k = 1 has a limit: x = D.
    /// From zero signal likewise, see [NoiseLevel#signalless].
    double gain(int k) {
        boolean noise = prediction == Prediction.NOISE;
        if (start.signalless()) {
            if (k == 1 && !noise) return end.alpha();
            throw signalless();
        }
        if (k == 1 && end.noiseless()) return noise ? -end.alpha() * start.rho() : end.alpha();
        double h = h();
        return noise ? -end.sigma() * h * Phi.phi(k, h) : end.alpha() * h * Phi.phi(k, -h);
    }

    private IllegalArgumentException signalless() {
        return new IllegalArgumentException("step from t " + start.t() + ", where alpha is 0, in order > 1 or in the"
                + " noise form: expected order 1 in the data form, or a start with signal");
    }

    /// The step to a point inside this one.
    ExponentialStep to(NoiseLevel inside) {
        return new ExponentialStep(start, inside, prediction);
    }
}
