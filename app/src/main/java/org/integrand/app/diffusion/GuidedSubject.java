package org.integrand.app.diffusion;

import java.util.Map;
import java.util.Optional;
import org.integrand.app.job.Run;
import org.integrand.diffusion.image.ImageShape;
import org.integrand.diffusion.model.ClassifierGuidance;
import org.integrand.diffusion.model.DifferentiableClassifierGuidance;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.Plan;
import tools.jackson.databind.node.ObjectNode;

/// A subject that a classifier guides towards the class.
///
/// @param network the classifier where it is one, else the subject's own posterior is
record GuidedSubject<Y>(Subject<Y> subject, Wish wish, ClassifierSpec spec, Optional<OpenClassifier> network)
        implements Subject<Y> {
    /// The subject as the job wants it, which is itself where the job names no classifier. It is closed when that is
    /// wrong.
    static <Y> Subject<Y> of(Subject<Y> subject, Wish wish) {
        if (wish.classifier().isEmpty()) return subject;
        try {
            return of(subject, wish, wish.classifier().get());
        } catch (RuntimeException e) {
            subject.close();
            throw e;
        }
    }

    private static <Y> Subject<Y> of(Subject<Y> subject, Wish wish, ClassifierSpec spec) {
        if (!(spec instanceof ClassifierSpec.Networked networked)) {
            subject.posterior(1); // says what is wrong with the class
            return new GuidedSubject<>(subject, wish, spec, Optional.empty());
        }
        var network = networked.open();
        try {
            check(network, subject.dimension(), wish);
            return new GuidedSubject<>(subject, wish, spec, Optional.of(network));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    static void check(OpenClassifier network, int dimension, Wish wish) {
        if (network.numbers() != dimension)
            throw new IllegalArgumentException("classifier: it reads states of " + network.numbers()
                    + " numbers, expected " + dimension + " as the model has");
        var _ = network.gradients().apply(network.wanted(wish.drawn(), 0, 1), wish.plans()); // says what is wrong
    }

    @Override
    public DiffusionModel<Y> model(int first, int count) {
        var model = subject.model(first, count);
        if (network.isPresent()) {
            int[] wanted = network.get().wanted(wish.drawn(), first, count);
            return network.get().guide(model, wanted, spec.scale(), wish.plans(), precision());
        }
        return new ClassifierGuidance<>(
                model,
                subject.posterior(count),
                new ClassifierGuidance.Asked.State(),
                wish.plans().noise(),
                precision().space(count * dimension()),
                spec.scale());
    }

    /// With a classifier whose second derivatives are at hand: the model's own posterior.
    @Override
    public DifferentiableModel<Y> differentiable(int first, int count) {
        if (network.isPresent())
            throw new IllegalArgumentException(
                    "classifier: a gradient needs the second derivatives of the classifier, which a network's are not at hand;"
                            + " expected posterior, or guidance without a classifier");
        return new DifferentiableClassifierGuidance<>(
                subject.differentiable(first, count),
                subject.posterior(count),
                wish.plans().noise(),
                precision().space(count * dimension()),
                spec.scale());
    }

    @Override
    public void parameters(Map<String, double[]> groups, ObjectNode into) {
        groups.forEach((_, gradient) -> into.put("classifierScale", gradient[0]));
    }

    @Override
    public GuidedSubject<Y> on(Plans plans) {
        return new GuidedSubject<>(subject.on(plans), wish.on(plans), spec, network);
    }

    @Override
    public int dimension() {
        return subject.dimension();
    }

    @Override
    public Precision<Y> precision() {
        return subject.precision();
    }

    @Override
    public int batch() {
        return subject.batch();
    }

    @Override
    public Optional<ImageShape> pictures() {
        return subject.pictures();
    }

    @Override
    public Reference reference(Subject<Y> asked, Plans plans, double[][] initial, Run run) {
        return subject.reference(asked, plans, initial, run);
    }

    @Override
    public Reference reference(Subject<Y> asked, Plans plans, Plan plan, double[][] initial, Run run) {
        return subject.reference(asked, plans, plan, initial, run);
    }

    @Override
    public void close() {
        network.ifPresent(OpenClassifier::close);
        subject.close();
    }
}
