package org.integrand.diffusion.model;

import java.util.List;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.Space;

/// Guidance by a classifier of noisy states, eps = eps_model - g sigma grad log p(c | x_t), with its
/// derivatives by the state and by the scale g (group `scale`). The Hessian of the classifier is part
/// of them. What model and classifier are made of is not differentiated. One evaluation at a time: it
/// has buffers.
public final class DifferentiableClassifierGuidance<Y> implements ParametricModel<Y> {
    private final DifferentiableModel<Y> model;
    private final DifferentiableLikelihood<Y> classifier;
    private final ClassifierGuidance<Y> guidance;
    private final NoiseSchedule schedule;
    private final Space<Y> space;
    private final double scale;
    private final double[] weights = {1, 0};
    private final Y[] terms;
    private final Y buffer;

    /// @param schedule of both, the model and the classifier
    /// @param space    the batch's space
    /// @param scale    g
    public DifferentiableClassifierGuidance(
            DifferentiableModel<Y> model,
            DifferentiableLikelihood<Y> classifier,
            NoiseSchedule schedule,
            Space<Y> space,
            double scale) {
        this.model = model;
        this.classifier = classifier;
        this.guidance = new ClassifierGuidance<>(
                model, classifier, new ClassifierGuidance.Asked.State(), schedule, space, scale);
        this.schedule = schedule;
        this.space = space;
        this.scale = scale;
        this.terms = space.allocate(2);
        this.buffer = terms[1];
    }

    @Override
    public Prediction prediction() {
        return guidance.prediction();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        guidance.evaluate(x, t, into);
    }

    @Override
    public List<Group> parameters() {
        return List.of(new Group("scale", 1));
    }

    @Override
    public void vjp(Y x, double t, Y cotangent, Y into, double[] gradient) {
        var level = schedule.at(t);
        double change =
                -level.sigma() * Prediction.NOISE.to(prediction(), level).ofRaw();
        classifier.evaluate(x, t, buffer);
        gradient[0] += change * space.dot(buffer, cotangent);
        model.vjp(x, t, cotangent, into);
        classifier.vjp(x, t, cotangent, buffer);
        weights[1] = scale * change;
        terms[0] = into;
        terms[1] = buffer;
        space.combine(weights, terms, 2, into);
    }
}
