package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// What a bare network has learned: prediction(x) = skip x + out F(in x, label), with numbers that depend on the noise
/// level only.
public interface Parameterisation {
    /// The numbers at one noise level.
    record Coefficients(double in, double label, double skip, double out) {}

    /// What the sum predicts.
    Prediction prediction();

    Coefficients at(NoiseLevel level);

    /// The network takes x as it is and predicts without further ado.
    static Parameterisation plain(Prediction prediction, TimeLabel label) {
        return of(prediction, level -> new Coefficients(1, label.of(level), 0, 1));
    }

    /// The network was trained on a schedule of its own. At equal signal-to-noise ratio the states of two
    /// schedules differ by a factor only, so on any schedule it is asked at its own time of that ratio:
    /// in = |(alpha', sigma')| / |(alpha, sigma)|, where the primed ones are its own. Noise, data and flow are the
    /// same; v and the score scale.
    ///
    /// On sigma-space states (alpha = 1) a variance-preserving network gets x / sqrt(1 + sigma^2), as it should.
    ///
    /// @param own the schedule; noise levels beyond its range are taken for its nearest one
    static Parameterisation trainedOn(NoiseSchedule own, Prediction prediction, TimeLabel label) {
        return of(prediction, level -> {
            double time = Math.clamp(own.time(level.halfLogSnr()), own.tMin(), own.tMax());
            var there = own.at(time);
            double in = Math.hypot(there.alpha(), there.sigma()) / Math.hypot(level.alpha(), level.sigma());
            return new Coefficients(in, label.of(there), 0, scaled(prediction, in));
        });
    }

    /// The network takes states of variance alpha^2 + sigma^2 = 1 and is told the noise level: in = 1 / |(alpha,
    /// sigma)|.
    static Parameterisation unitVariance(Prediction prediction, TimeLabel label) {
        return of(prediction, level -> {
            double in = 1 / Math.hypot(level.alpha(), level.sigma());
            return new Coefficients(in, label.of(level), 0, scaled(prediction, in));
        });
    }

    /// What the prediction for `in` times the state is to be multiplied by.
    private static double scaled(Prediction prediction, double in) {
        return switch (prediction) {
            case NOISE, DATA, FLOW -> 1;
            case V -> 1 / in;
            case SCORE -> in;
        };
    }

    /// EDM's preconditioning: with s = sigma / alpha and y = x / alpha, D = c_skip y + c_out F(c_in y, ln(s) / 4),
    /// c_skip = d^2 / (s^2 + d^2), c_out = s d / sqrt(s^2 + d^2), c_in = 1 / sqrt(s^2 + d^2): input, target and
    /// error of the network have variance 1 at every noise level.
    /// Source: T. Karras et al., "Elucidating the design space of diffusion-based generative models", NeurIPS
    /// 2022, table 1.
    ///
    /// @param deviation d > 0, the standard deviation of the data
    static Parameterisation edm(double deviation, TimeLabel label) {
        if (!(deviation > 0) || deviation == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("deviation of the data " + deviation + ": expected a finite number > 0");
        return of(Prediction.DATA, level -> {
            double norm = Math.hypot(level.sigma(), level.alpha() * deviation);
            double part = deviation / norm;
            return new Coefficients(1 / norm, label.of(level), level.alpha() * part * part, level.sigma() * part);
        });
    }

    private static Parameterisation of(
            Prediction prediction, java.util.function.Function<NoiseLevel, Coefficients> coefficients) {
        return new Parameterisation() {
            @Override
            public Prediction prediction() {
                return prediction;
            }

            @Override
            public Coefficients at(NoiseLevel level) {
                return coefficients.apply(level);
            }
        };
    }
}
