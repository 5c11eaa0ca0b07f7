package org.integrand.diffusion.model;

import java.util.List;

/// A parametric mixture for floats: each sample is widened, computed in double, and rounded once.
final class ParametricFloatMixture implements ParametricModel<float[]> {
    private final ParametricMixture exact;
    private final DiffusionModel<float[]> rounded;
    private final double[] state;
    private final double[] cotangents;
    private final double[] result;

    ParametricFloatMixture(ParametricMixture exact, DiffusionModel<float[]> rounded, int dimension) {
        this.exact = exact;
        this.rounded = rounded;
        this.state = new double[dimension];
        this.cotangents = new double[dimension];
        this.result = new double[dimension];
    }

    @Override
    public Prediction prediction() {
        return exact.prediction();
    }

    @Override
    public void evaluate(float[] x, double t, float[] into) {
        rounded.evaluate(x, t, into);
    }

    @Override
    public List<Group> parameters() {
        return exact.parameters();
    }

    @Override
    public void vjp(float[] x, double t, float[] cotangent, float[] into, double[] gradient) {
        ExactModel.requireBatch(x.length, into.length, state.length);
        ExactModel.requireBatch(cotangent.length, into.length, state.length);
        for (int at = 0; at < x.length; at += state.length) {
            Rows.FLOATS.read(x, at, state);
            Rows.FLOATS.read(cotangent, at, cotangents);
            exact.vjp(state, t, cotangents, result, gradient);
            Rows.FLOATS.write(result, into, at);
        }
    }
}
