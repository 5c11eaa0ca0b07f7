package org.integrand.app.diffusion;

import java.util.List;
import java.util.OptionalInt;
import org.integrand.diffusion.model.ClassifierFreeGuidance;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.DoubleSpace;

/// A mixture, one of its components as a class of it, or the mixture guided towards that class.
///
/// @param drawn the component, counted from 0; without it the whole mixture
/// @param scale weight of the class's model, 1 - scale that of the mixture
record Guidance(GaussianMixture mixture, NoiseSchedule schedule, OptionalInt drawn, double scale) {
    Guidance {
        int count = mixture.components().size();
        if (drawn.isPresent() && (drawn.getAsInt() < 0 || drawn.getAsInt() >= count))
            throw new IllegalArgumentException("class " + drawn.getAsInt() + ": expected 0 ... " + (count - 1)
                    + ", the number of a component of the mixture");
        if (drawn.isEmpty() && scale != 1)
            throw new IllegalArgumentException(
                    "guidance " + scale + ": a mixture is guided towards a class, expected class 0 ... " + (count - 1));
    }

    int dimension() {
        return mixture.dimension();
    }

    /// The denoiser of a batch of so many samples.
    DiffusionModel<double[]> model(int samples) {
        var whole = mixture.on(schedule, prediction());
        if (drawn.isEmpty()) return whole;
        var component = new GaussianMixture(List.of(mixture.components().get(drawn.getAsInt())));
        return new ClassifierFreeGuidance<>(
                component.on(schedule, prediction()), whole, DoubleSpace.of(samples * dimension()), scale);
    }

    /// The noise, but where there is a time without signal v, which determines noise and data there as well.
    private Prediction prediction() {
        return schedule.at(schedule.tMax()).signalless() ? Prediction.V : Prediction.NOISE;
    }
}
