package org.integrand.app.diffusion;

import java.util.Optional;
import org.integrand.diffusion.image.ImageSet;
import org.integrand.diffusion.image.ImageShape;
import org.integrand.diffusion.model.DifferentiableGuidance;
import org.integrand.diffusion.model.DifferentiableLikelihood;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.KernelDensity;
import org.integrand.diffusion.model.Prediction;

/// A smoothed set of pictures, one label of it as a class, or the whole guided towards that class.
///
/// @param chosen the pictures of the class, or all
record DatasetSubject(ImageSet all, ImageSet chosen, double deviation, Wish wish) implements Subject<double[]> {
    /// Samples a thread that are worked off while a picture is at hand.
    private static final int BATCH = 16;

    static DatasetSubject of(ModelSpec.Dataset spec, Wish wish) {
        wish.checkGuidance("dataset");
        var all = spec.read();
        var chosen = wish.drawn().isPresent() ? all.only(wish.drawn().getAsInt()) : all;
        return new DatasetSubject(all, chosen, spec.std(), wish);
    }

    @Override
    public DatasetSubject on(Plans plans) {
        return new DatasetSubject(all, chosen, deviation, wish.on(plans));
    }

    @Override
    public int dimension() {
        return all.dimension();
    }

    @Override
    public Precision<double[]> precision() {
        return Precision.DOUBLE;
    }

    @Override
    public int batch() {
        return BATCH * Math.max(4, Runtime.getRuntime().availableProcessors());
    }

    @Override
    public Optional<ImageShape> pictures() {
        return Optional.of(all.shape());
    }

    @Override
    public DiffusionModel<double[]> model(int first, int count) {
        if (wish.classless()) return model(all);
        var model = model(chosen);
        if (!wish.guided()) return model;
        return wish.guided(model, model(all), Precision.DOUBLE.space(count * dimension()));
    }

    /// The data, which determine the noise wherever there is any.
    private DifferentiableModel<double[]> model(ImageSet set) {
        int threads = Runtime.getRuntime().availableProcessors();
        return new KernelDensity(set, deviation).on(wish.plans().noise(), Prediction.DATA, threads);
    }

    @Override
    public DifferentiableModel<double[]> differentiable(int first, int count) {
        if (wish.classless()) return model(all);
        var model = model(chosen);
        if (!wish.guided()) return model;
        return new DifferentiableGuidance<>(
                model, model(all), Precision.DOUBLE.space(count * dimension()), wish.guidance());
    }

    @Override
    public DifferentiableLikelihood<double[]> posterior(int count) {
        if (wish.drawn().isEmpty())
            throw new IllegalArgumentException(
                    "classifier posterior: a dataset is guided towards a label, expected a class");
        return DifferentiableLikelihood.posterior(
                model(chosen), model(all), wish.plans().noise(), precision().space(count * dimension()));
    }
}
