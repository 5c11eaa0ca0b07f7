package org.integrand.app.diffusion;

import java.util.List;
import java.util.OptionalInt;
import org.integrand.app.job.Run;
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
record MixtureSubject(GaussianMixture mixture, NoiseSchedule schedule, OptionalInt drawn, double scale)
        implements Subject<double[]> {
    /// Numbers in a batch: a few of its states fit the second-level cache.
    private static final int BATCH_NUMBERS = 16_384;

    MixtureSubject {
        int count = mixture.components().size();
        if (drawn.isPresent() && (drawn.getAsInt() < 0 || drawn.getAsInt() >= count))
            throw new IllegalArgumentException("class " + drawn.getAsInt() + ": expected 0 ... " + (count - 1)
                    + ", the number of a component of the mixture");
        if (drawn.isEmpty() && scale != 1)
            throw new IllegalArgumentException(
                    "guidance " + scale + ": a mixture is guided towards a class, expected class 0 ... " + (count - 1));
    }

    static MixtureSubject of(ModelSpec.Exact spec, Wish wish) {
        return new MixtureSubject(spec.mixture(), wish.plans().noise(), wish.drawn(), wish.guidance());
    }

    @Override
    public int dimension() {
        return mixture.dimension();
    }

    @Override
    public Precision<double[]> precision() {
        return Precision.DOUBLE;
    }

    @Override
    public int batch() {
        return Math.max(1, BATCH_NUMBERS / dimension());
    }

    /// By the engine, which is exact to far below the error of any sampler.
    @Override
    public Reference reference(Plans plans, double[][] initial, Run run) {
        return Reference.flow(model(0, 1), plans, initial, run);
    }

    @Override
    public DiffusionModel<double[]> model(int first, int samples) {
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
