package org.integrand.diffusion.model;

import org.integrand.engine.space.Space;

/// Guidance by the difference of two models: m = m_u + g (m_c - m_u). The conversions between predictions are
/// affine with the same part in x, so this is the guidance of the noise, eps_u + g (eps_c - eps_u), whatever
/// the two models predict - provided it is the same. g = 1 asks the conditional model only, g = 0 the
/// unconditional one only.
///
/// Source: J. Ho, T. Salimans, "Classifier-free diffusion guidance", arXiv 2207.12598. One evaluation at a
/// time: it has a buffer.
public final class ClassifierFreeGuidance<Y> implements DiffusionModel<Y> {
    private final DiffusionModel<Y> conditional;
    private final DiffusionModel<Y> unconditional;
    private final Space<Y> space;
    private final double scale;
    private final double[] weights;
    private final Y[] terms;
    private final Y buffer;
    private long calls;

    /// @param space the batch's space
    /// @param scale g
    public ClassifierFreeGuidance(
            DiffusionModel<Y> conditional, DiffusionModel<Y> unconditional, Space<Y> space, double scale) {
        if (conditional.prediction() != unconditional.prediction())
            throw new IllegalArgumentException("guidance: the conditional model predicts " + conditional.prediction()
                    + " and the unconditional one " + unconditional.prediction() + ", expected the same");
        if (!Double.isFinite(scale))
            throw new IllegalArgumentException("guidance scale " + scale + ": expected a finite number");
        this.conditional = conditional;
        this.unconditional = unconditional;
        this.space = space;
        this.scale = scale;
        this.weights = new double[] {scale, 1 - scale};
        this.terms = space.allocate(2);
        this.buffer = terms[1];
    }

    @Override
    public Prediction prediction() {
        return conditional.prediction();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        if (scale != 0) evaluate(conditional, x, t, into);
        if (scale == 1) return;
        evaluate(unconditional, x, t, scale == 0 ? into : buffer);
        if (scale == 0) return;
        terms[0] = into;
        space.combine(weights, terms, 2, into);
    }

    private void evaluate(DiffusionModel<Y> model, Y x, double t, Y into) {
        model.evaluate(x, t, into);
        calls++;
    }

    /// Model calls so far: two per guided evaluation.
    public long calls() {
        return calls;
    }
}
