package org.integrand.diffusion.sampler;

import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// The exact solution over one step for a prediction that is a Taylor polynomial in a variable y along it:
/// P = sum_k c_k r^k with r = (y - y_s) / (y_t - y_s) gives
///
///     x_t = carry x_s + sum_k moment(k) c_k,    moment(k) = K int_s^t r^k dz,
///
/// z = rho, K = alpha_t for noise, z = u = alpha / sigma, K = sigma_t for data; y is lambda, the time or z.
/// In lambda moment(k) is k! gain(k + 1) of [ExponentialStep]. Whatever takes the c_k from values at some
/// nodes is an exponential integrator: with all of them from one polynomial it is [Deis], in lambda UniP.
public final class StepKernel {
    private final ExponentialStep step;
    private final Interpolation variable;
    private final double[] moments;
    private final double from;
    private final double reach;

    private StepKernel(ExponentialStep step, Interpolation variable, double[] moments) {
        this.step = step;
        this.variable = variable;
        this.moments = moments;
        this.from = y(step.start());
        this.reach = y(step.end()) - from;
    }

    /// The kernel from s to t with its first `count` moments.
    /// @throws IllegalArgumentException when an end has no signal or no noise and `count` is more than what
    ///     has a limit there: 1, and any number towards zero noise in rho with prediction NOISE
    public static StepKernel of(
            NoiseSchedule schedule,
            NoiseLevel s,
            NoiseLevel t,
            Prediction prediction,
            Interpolation variable,
            int count) {
        var step = new ExponentialStep(s, t, prediction);
        double[] moments = new double[count];
        if (count == 1) moments[0] = step.gain(1);
        else if (s.signalless()
                || (t.noiseless() && !(variable == Interpolation.RHO && prediction == Prediction.NOISE)))
            throw new IllegalArgumentException("step from t " + s.t() + " to t " + t.t() + ", where "
                    + (s.signalless() ? "it starts without signal" : "it ends without noise")
                    + ": expected order 1, not "
                    + count);
        var kernel = new StepKernel(step, variable, moments);
        if (count > 1) kernel.integrate(schedule);
        return kernel;
    }

    /// The factor of x_s.
    public double carry() {
        return step.carry();
    }

    /// K int r^k dz.
    public double moment(int k) {
        return moments[k];
    }

    /// r of a node: 0 at s, 1 at t.
    public double position(NoiseLevel node) {
        return (y(node) - from) / reach;
    }

    private double y(NoiseLevel level) {
        return switch (variable) {
            case LAMBDA -> level.halfLogSnr();
            case TIME -> level.t();
            case RHO -> Lagrange.z(level, step.prediction() == Prediction.NOISE);
        };
    }

    private void integrate(NoiseSchedule schedule) {
        switch (variable) {
            case LAMBDA -> inLambda();
            case RHO -> inRho();
            case TIME -> inTime(schedule);
        }
    }

    private void inLambda() {
        double factorial = 1;
        for (int k = 0; k < moments.length; k++) {
            moments[k] = factorial * step.gain(k + 1);
            factorial *= k + 1;
        }
    }

    /// int r^k dz = (z_t - z_s) / (k + 1).
    private void inRho() {
        double factor = step.prediction() == Prediction.NOISE
                ? step.end().alpha()
                : step.end().sigma();
        for (int k = 0; k < moments.length; k++) moments[k] = factor * reach / (k + 1);
    }

    /// By quadrature in lambda, as [Lagrange] does it.
    private void inTime(NoiseSchedule schedule) {
        boolean noise = step.prediction() == Prediction.NOISE;
        double factor = noise ? -step.end().alpha() : step.end().sigma();
        double low = step.start().halfLogSnr();
        for (double high : Lagrange.pieces(schedule, low, step.end().halfLogSnr())) {
            Lagrange.add(Lagrange.rule(Math.abs(high - low) / 2), low, high, (lambda, weight) -> {
                double r = (schedule.time(lambda) - from) / reach;
                double power = factor * weight * Math.exp(noise ? -lambda : lambda);
                for (int k = 0; k < moments.length; k++) {
                    moments[k] += power;
                    power *= r;
                }
            });
            low = high;
        }
    }
}
