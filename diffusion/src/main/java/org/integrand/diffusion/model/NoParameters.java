package org.integrand.diffusion.model;

import java.util.List;

/// A model that has no parameters, as one that has none of them.
record NoParameters<Y>(DifferentiableModel<Y> model) implements ParametricModel<Y> {
    @Override
    public Prediction prediction() {
        return model.prediction();
    }

    @Override
    public List<Group> parameters() {
        return List.of();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        model.evaluate(x, t, into);
    }

    @Override
    public void vjp(Y x, double t, Y cotangent, Y into, double[] gradient) {
        model.vjp(x, t, cotangent, into);
    }

    @Override
    public void vjp(Y x, double t, Y cotangent, Y into) {
        model.vjp(x, t, cotangent, into);
    }

    @Override
    public Pullback<Y> linearise(Y x, double t, Y into) {
        return model.linearise(x, t, into);
    }
}
