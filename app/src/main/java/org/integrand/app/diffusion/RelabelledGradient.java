package org.integrand.app.diffusion;

import java.util.List;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.Pullback;
import org.integrand.diffusion.schedule.NoiseSchedule;

/// A [Relabelled] model with its derivatives; only the time is another one.
record RelabelledGradient<Y>(ParametricModel<Y> model, Relabelled<Y> asked) implements ParametricModel<Y> {
    /// The model on `asked`, which is itself when that is its own schedule.
    static <Y> DifferentiableModel<Y> on(DifferentiableModel<Y> model, NoiseSchedule own, NoiseSchedule asked) {
        return asked.equals(own)
                ? model
                : new RelabelledGradient<>(ParametricModel.of(model), new Relabelled<>(model, own, asked));
    }

    @Override
    public Prediction prediction() {
        return model.prediction();
    }

    @Override
    public List<Group> parameters() {
        return model.parameters();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        asked.evaluate(x, t, into);
    }

    @Override
    public void vjp(Y x, double t, Y cotangent, Y into, double[] gradient) {
        model.vjp(x, asked.time(t), cotangent, into, gradient);
    }

    @Override
    public Pullback<Y> linearise(Y x, double t, Y into) {
        return model.linearise(x, asked.time(t), into);
    }
}
