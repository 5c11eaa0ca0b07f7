package org.integrand.app.diffusion;

import java.util.List;
import org.integrand.app.job.Run;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.Pullback;

/// A model whose every question is counted as progress, and at which the work stops when asked to.
final class WatchedModel<Y> implements ParametricModel<Y> {
    private final ParametricModel<Y> model;
    private final Run run;
    private final double expected;
    private long asked;

    /// @param expected about how many questions there will be
    WatchedModel(DifferentiableModel<Y> model, Run run, long expected) {
        this.model = ParametricModel.of(model);
        this.run = run;
        this.expected = Math.max(1, expected);
    }

    @Override
    public Prediction prediction() {
        return model.prediction();
    }

    @Override
    public List<Group> parameters() {
        return model.parameters();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        watch();
        model.evaluate(x, t, into);
    }

    @Override
    public void vjp(Y x, double t, Y cotangent, Y into, double[] gradient) {
        watch();
        model.vjp(x, t, cotangent, into, gradient);
    }

    @Override
    public Pullback<Y> linearise(Y x, double t, Y into) {
        watch();
        var inner = model.linearise(x, t, into);
        return new Pullback<>() {
            @Override
            public void pull(Y cotangent, Y back, double[] gradient) {
                watch();
                inner.pull(cotangent, back, gradient);
            }

            @Override
            public long bytes() {
                return inner.bytes();
            }

            @Override
            public void close() {
                inner.close();
            }
        };
    }

    private void watch() {
        run.cancellation().check();
        run.progress().at(Math.min(1, asked++ / expected), "model asked " + asked + " times");
    }
}
