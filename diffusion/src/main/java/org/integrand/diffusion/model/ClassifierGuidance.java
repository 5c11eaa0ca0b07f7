package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.Space;

/// Guidance by a classifier: eps = eps_model - g sigma grad log p(c | x_t), whatever the model predicts. By Bayes' rule
/// g = 1 samples p(x | c); g > 1 sharpens the classifier.
///
/// A classifier of clean data is asked about the data prediction D, p(c | x_t) ~ p(c | x_0 = D(x_t)), and dD/dx_t is
/// taken as what it is for data of one deviation s: grad log p(c | x_t) ~ J grad_D log p(c | D) with
/// J = alpha s^2 / (alpha^2 s^2 + sigma^2).
///
/// Sources: P. Dhariwal, A. Nichol, "Diffusion models beat GANs on image synthesis", NeurIPS 2021, algorithm 2; clean
/// data: H. Chung et al., "Diffusion posterior sampling for general noisy inverse problems", ICLR 2023, theorem 1, with
/// the scalar Jacobian in place of the network's. One evaluation at a time: it has buffers.
public final class ClassifierGuidance<Y> implements DiffusionModel<Y> {
    private final DiffusionModel<Y> model;
    private final LogLikelihoodGradient<Y> classifier;
    private final Asked asked;
    private final NoiseSchedule schedule;
    private final Space<Y> space;
    private final double scale;
    private final double[] weights = new double[2];
    private final Y[] terms;
    private final Y point;
    private final Y gradient;

    /// What the classifier is asked about.
    public sealed interface Asked {
        /// The noisy state x_t.
        record State() implements Asked {}

        /// The data prediction.
        ///
        /// @param deviation s, the standard deviation of the data
        record Data(double deviation) implements Asked {
            public Data {
                if (!(deviation > 0) || deviation == Double.POSITIVE_INFINITY)
                    throw new IllegalArgumentException(
                            "deviation of the data " + deviation + ": expected a finite number > 0");
            }
        }
    }

    /// @param schedule of both, the model and the classifier
    /// @param space    the batch's space
    /// @param scale    g
    public ClassifierGuidance(
            DiffusionModel<Y> model,
            LogLikelihoodGradient<Y> classifier,
            Asked asked,
            NoiseSchedule schedule,
            Space<Y> space,
            double scale) {
        if (!Double.isFinite(scale))
            throw new IllegalArgumentException("guidance scale " + scale + ": expected a finite number");
        this.model = model;
        this.classifier = classifier;
        this.asked = asked;
        this.schedule = schedule;
        this.space = space;
        this.scale = scale;
        this.terms = space.allocate(2);
        this.point = terms[0];
        this.gradient = terms[1];
    }

    @Override
    public Prediction prediction() {
        return model.prediction();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        model.evaluate(x, t, into);
        if (scale == 0) return;
        var level = schedule.at(t);
        switch (asked) {
            case Asked.State _ -> {
                classifier.evaluate(x, t, gradient);
                double change = scale * level.sigma();
                add(-change * Prediction.NOISE.to(prediction(), level).ofRaw(), into);
            }
            case Asked.Data(double s) -> {
                var toData = prediction().to(Prediction.DATA, level);
                combine(toData.ofState(), x, toData.ofRaw(), into, point);
                classifier.evaluate(point, t, gradient);
                add(
                        scale
                                * moved(s, level)
                                * Prediction.DATA.to(prediction(), level).ofRaw(),
                        into);
            }
        }
    }

    /// By how much of the gradient D moves: a change e of eps moves it by -(sigma / alpha) e, and e is -sigma J of it.
    private static double moved(double s, NoiseLevel level) {
        double square = level.sigma() * level.sigma();
        return square * s * s / (level.alpha() * level.alpha() * s * s + square);
    }

    private void add(double factor, Y into) {
        combine(1, into, factor, gradient, into);
    }

    private void combine(double a, Y first, double b, Y second, Y into) {
        weights[0] = a;
        weights[1] = b;
        terms[0] = first;
        terms[1] = second;
        space.combine(weights, terms, 2, into);
    }
}
