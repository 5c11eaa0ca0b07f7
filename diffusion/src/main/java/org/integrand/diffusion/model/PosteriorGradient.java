package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.Space;

/// The classifier that two models imply, by Bayes' rule: grad log p(c | x_t) = grad log p(x_t | c) - grad log p(x_t).
/// Exact where both models are. One evaluation at a time: it has a buffer.
///
/// Source: J. Ho, T. Salimans, "Classifier-free diffusion guidance", arXiv 2207.12598, section 3.2.
public final class PosteriorGradient<Y> implements LogLikelihoodGradient<Y> {
    private final DiffusionModel<Y> conditional;
    private final DiffusionModel<Y> whole;
    private final NoiseSchedule schedule;
    private final Space<Y> space;
    private final Y[] terms;
    private final Y buffer;

    /// @param conditional the model of the class
    /// @param whole       that of all classes together
    /// @param schedule    of both
    /// @param space       the batch's space
    public PosteriorGradient(
            DiffusionModel<Y> conditional, DiffusionModel<Y> whole, NoiseSchedule schedule, Space<Y> space) {
        if (conditional.prediction() != whole.prediction())
            throw new IllegalArgumentException("posterior: the model of the class predicts " + conditional.prediction()
                    + " and that of all " + whole.prediction() + ", expected the same");
        this.conditional = conditional;
        this.whole = whole;
        this.schedule = schedule;
        this.space = space;
        this.terms = space.allocate(2);
        this.buffer = terms[1];
    }

    /// Nothing is known of the class where there is no signal: there the gradient is 0.
    @Override
    public void evaluate(Y x, double t, Y into) {
        conditional.evaluate(x, t, into);
        whole.evaluate(x, t, buffer);
        double factor = factor(t);
        terms[0] = into;
        space.combine(new double[] {factor, -factor}, terms, 2, into);
    }

    /// What the difference of the predictions is to be multiplied by.
    double factor(double t) {
        var level = schedule.at(t);
        return level.signalless()
                ? 0
                : conditional.prediction().to(Prediction.SCORE, level).ofRaw();
    }
}
