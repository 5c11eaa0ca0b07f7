package org.integrand.app.diffusion;

import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A model on another variance-preserving schedule than its own: at equal signal-to-noise ratio the states have the
/// same
/// distribution, so the model is asked at its own time of that ratio.
record Relabelled<Y>(DiffusionModel<Y> model, NoiseSchedule own, NoiseSchedule asked) implements DiffusionModel<Y> {
    /// The model on `asked`, which is itself when that is its own schedule.
    static <Y> DiffusionModel<Y> on(DiffusionModel<Y> model, NoiseSchedule own, NoiseSchedule asked) {
        return asked.equals(own) ? model : new Relabelled<>(model, own, asked);
    }

    /// Checks that sampling from `start` stays where the model was trained.
    static void check(String model, NoiseSchedule own, NoiseSchedule asked, double start) {
        double alpha = asked.alpha(start);
        double sigma = asked.sigma(start);
        if (Math.abs(alpha * alpha + sigma * sigma - 1) > 1e-9)
            throw new IllegalArgumentException(
                    "schedule: the model " + model + " needs a variance-preserving one, alpha^2 + sigma^2 = 1");
        double least = own.lambda(own.tMax());
        if (asked.lambda(start) < least - 1e-9)
            throw new IllegalArgumentException("tStart " + start + ": noisier (lambda " + asked.lambda(start)
                    + ") than the model " + model + " was trained for, expected lambda at least " + least);
    }

    @Override
    public Prediction prediction() {
        return model.prediction();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        model.evaluate(x, time(t), into);
    }

    /// The model's own time of the same signal-to-noise ratio.
    double time(double t) {
        return Math.min(own.time(asked.lambda(t)), own.tMax());
    }
}
