package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.Optional;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.image.ImageShape;
import org.integrand.diffusion.model.DifferentiableGuidance;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.DiffusionModel;

/// The digits' network with its derivatives: all digits in turn, or one, whose vector is then a parameter.
record DigitSubject(DigitModel network, Wish wish) implements Subject<float[]> {
    /// Samples whose gradient is computed together.
    private static final int BATCH = 64;

    /// @throws IllegalArgumentException when the network does not fit the wish
    static DigitSubject of(ModelSpec.Digits spec, Wish wish) {
        if (wish.plans().scheduled().isPresent())
            throw new IllegalArgumentException("scheduler: the network of model digits has a schedule of its own,"
                    + " expected model dataset, gaussian or gaussian-mixture");
        if (wish.classifier().isPresent())
            throw new IllegalArgumentException("classifier: a gradient needs the second derivatives of the classifier,"
                    + " which a network's are not at hand; expected guidance without a classifier");
        DigitBatches.check(wish);
        DigitBatches.classes(wish.drawn(), 1);
        return new DigitSubject(spec.open(Runtime.getRuntime().availableProcessors()), wish);
    }

    @Override
    public int dimension() {
        return DigitModel.PIXELS;
    }

    @Override
    public Precision<float[]> precision() {
        return Precision.SINGLE;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public Optional<ImageShape> pictures() {
        return Optional.of(new ImageShape(1, 28, 28));
    }

    @Override
    public DigitSubject on(Plans plans) {
        return new DigitSubject(network, wish.on(plans));
    }

    @Override
    public DiffusionModel<float[]> model(int first, int count) {
        int[] classes = Arrays.copyOfRange(DigitBatches.classes(wish.drawn(), first + count), first, first + count);
        var own = network.guided(classes, wish.guidance());
        return Relabelled.on(own, network.schedule(), wish.plans().noise());
    }

    @Override
    public DifferentiableModel<float[]> differentiable(int first, int count) {
        var conditional = wish.drawn().isPresent()
                ? network.conditioned(network.condition(wish.drawn().getAsInt()), count)
                : network.conditional(
                        Arrays.copyOfRange(DigitBatches.classes(wish.drawn(), first + count), first, first + count));
        DifferentiableModel<float[]> own = wish.guided()
                ? new DifferentiableGuidance<>(
                        conditional,
                        network.unconditional(count),
                        precision().space(count * dimension()),
                        wish.guidance())
                : conditional;
        return RelabelledGradient.on(own, network.schedule(), wish.plans().noise());
    }

    @Override
    public void close() {
        network.close();
    }
}
