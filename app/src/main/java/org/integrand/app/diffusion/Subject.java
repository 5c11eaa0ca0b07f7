package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.app.job.Run;
import org.integrand.diffusion.image.ImageShape;
import org.integrand.diffusion.model.DiffusionModel;

/// What a job samples, ready to be asked: a model with the class and the guidance that the job wants.
///
/// @param <Y> a batch of states
interface Subject<Y> extends AutoCloseable {
    /// Numbers of a sample.
    int dimension();

    Precision<Y> precision();

    /// How many samples are worked off together. It changes no number.
    int batch();

    /// The denoiser of the samples `first` ... `first + count - 1` of the job.
    DiffusionModel<Y> model(int first, int count);

    /// The size of the pictures, where samples are pictures.
    default Optional<ImageShape> pictures() {
        return Optional.empty();
    }

    /// The solutions that samplers are compared with.
    Reference reference(Plans plans, double[][] initial, Run run);

    @Override
    default void close() {}
}
