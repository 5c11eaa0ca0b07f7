package org.integrand.app.diffusion;

import java.util.Arrays;
import java.util.Optional;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.tuning.EstimateGuidance;
import org.integrand.diffusion.tuning.MixtureReader;

/// A mixture that is guided by a loss of the estimated end of sampling.
record EstimateSubject(Subject<double[]> subject, GaussianMixture mixture, Wish wish, SagSpec spec)
        implements Subject<double[]> {
    /// The subject as the job wants it, which is itself where the job names no such guidance.
    static Subject<double[]> of(Subject<double[]> subject, GaussianMixture mixture, Wish wish, Optional<SagSpec> spec) {
        if (spec.isEmpty()) return subject;
        spec.get().check(mixture.dimension());
        if (spec.get().target().isEmpty()) {
            MixtureReader.bayes(mixture); // says what is wrong
            int c = wish.drawn()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "sag: without a target it leads towards the class, expected a class"));
            TuneCommand.checkClass("class", c, mixture.components().size());
        }
        return new EstimateSubject(subject, mixture, wish, spec.get());
    }

    @Override
    public DiffusionModel<double[]> model(int first, int count) {
        var plans = wish.plans();
        return new EstimateGuidance<>(
                subject.differentiable(first, count),
                loss(count),
                plans.noise(),
                precision().space(count * dimension()),
                plans.end(plans.grid().steps()),
                spec.steps(),
                spec.scale());
    }

    private SampleLoss<double[]> loss(int count) {
        if (spec.target().isPresent())
            return SampleLoss.squaredDistance(spec.target().get());
        var labels = new int[count];
        Arrays.fill(labels, wish.drawn().orElseThrow());
        return SagSpec.widened(SagSpec.crossEntropy(MixtureReader.bayes(mixture), labels));
    }

    @Override
    public EstimateSubject on(Plans plans) {
        return new EstimateSubject(subject.on(plans), mixture, wish.on(plans), spec);
    }

    @Override
    public int dimension() {
        return subject.dimension();
    }

    @Override
    public Precision<double[]> precision() {
        return subject.precision();
    }

    @Override
    public int batch() {
        return subject.batch();
    }

    @Override
    public void close() {
        subject.close();
    }
}
