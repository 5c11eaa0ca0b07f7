package org.integrand.diffusion.gradient;

import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.Pullback;
import org.integrand.diffusion.schedule.NoiseLevel;

/// What the model was asked about in an evaluation, and its derivative there.
record Asked<Y>(Y input, Pullback<Y> pullback) implements AutoCloseable {
    /// With the model to be asked again.
    static <Y> Asked<Y> again(DifferentiableModel<Y> model, Y input, NoiseLevel at) {
        return new Asked<>(input, Pullback.again(model, input, at.t()));
    }

    @Override
    public void close() {
        pullback.close();
    }
}
