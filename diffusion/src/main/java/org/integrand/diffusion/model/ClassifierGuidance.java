package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.Space;

/// Guidance by a classifier: eps = eps_model - g sigma grad log p(c | x), whatever the model predicts. By Bayes' rule
/// g = 1 samples p(x | c); g > 1 sharpens the classifier.
/// Source: P. Dhariwal, A. Nichol, "Diffusion models beat GANs on image synthesis", NeurIPS 2021, algorithm 2. One
/// evaluation at a time: it has a buffer.
public final class ClassifierGuidance<Y> implements DiffusionModel<Y> {
    private final DiffusionModel<Y> model;
    private final LogLikelihoodGradient<Y> classifier;
    private final NoiseSchedule schedule;
    private final Space<Y> space;
    private final double scale;
    private final Y[] terms;
    private final Y gradient;

    /// @param schedule of both, the model and the classifier
    /// @param space    the batch's space
    /// @param scale    g
    public ClassifierGuidance(
            DiffusionModel<Y> model,
            LogLikelihoodGradient<Y> classifier,
            NoiseSchedule schedule,
            Space<Y> space,
            double scale) {
        if (!Double.isFinite(scale))
            throw new IllegalArgumentException("guidance scale " + scale + ": expected a finite number");
        this.model = model;
        this.classifier = classifier;
        this.schedule = schedule;
        this.space = space;
        this.scale = scale;
        this.terms = space.allocate(2);
        this.gradient = terms[1];
    }

    @Override
    public Prediction prediction() {
        return model.prediction();
    }

    /// A change of eps by e changes the prediction by the conversion's factor of eps times e.
    @Override
    public void evaluate(Y x, double t, Y into) {
        model.evaluate(x, t, into);
        if (scale == 0) return;
        classifier.evaluate(x, t, gradient);
        var level = schedule.at(t);
        double factor = Prediction.NOISE.to(model.prediction(), level).ofRaw();
        terms[0] = into;
        space.combine(new double[] {1, -scale * level.sigma() * factor}, terms, 2, into);
    }
}
