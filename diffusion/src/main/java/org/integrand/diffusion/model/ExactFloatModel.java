package org.integrand.diffusion.model;

/// The exact denoiser for floats: each sample is widened, computed in double, and rounded once.
final class ExactFloatModel implements DifferentiableModel<float[]> {
    private final ExactModel exact;
    private final double[] state;
    private final double[] cotangents;
    private final double[] result;

    ExactFloatModel(ExactModel exact, int dimension) {
        this.exact = exact;
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
        ExactModel.requireBatch(x.length, into.length, state.length);
        for (int at = 0; at < x.length; at += state.length) {
            Rows.FLOATS.read(x, at, state);
            exact.evaluate(state, t, result);
            Rows.FLOATS.write(result, into, at);
        }
    }

    @Override
    public void vjp(float[] x, double t, float[] cotangent, float[] into) {
        ExactModel.requireBatch(x.length, into.length, state.length);
        ExactModel.requireBatch(cotangent.length, into.length, state.length);
        for (int at = 0; at < x.length; at += state.length) {
            Rows.FLOATS.read(x, at, state);
            Rows.FLOATS.read(cotangent, at, cotangents);
            exact.vjp(state, t, cotangents, result);
            Rows.FLOATS.write(result, into, at);
        }
    }
}
