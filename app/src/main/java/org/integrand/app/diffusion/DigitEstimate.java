package org.integrand.app.diffusion;

import org.integrand.diffusion.digits.DigitLikelihood;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.model.DifferentiableGuidance;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.diffusion.tuning.DigitReader;
import org.integrand.diffusion.tuning.EstimateGuidance;
import org.integrand.engine.space.FloatSpace;

/// Digits that are guided by a loss of the estimated end of sampling.
record DigitEstimate(SagSpec spec, Wish wish, DigitLikelihood judge) implements AutoCloseable {
    static DigitEstimate open(SagSpec spec, Wish wish) {
        return new DigitEstimate(
                spec, wish, DigitModel.likelihood(Runtime.getRuntime().availableProcessors()));
    }

    /// Checks what can be known before a network is loaded.
    static void check(SagSpec spec, Wish wish) {
        spec.check(DigitModel.PIXELS);
        if (!wish.plans().noise().equals(VpLinear.DEFAULT))
            throw new IllegalArgumentException("sag: the network of digits needs its own schedule, expected vp-linear");
    }

    DiffusionModel<float[]> guided(DigitModel model, int[] classes) {
        var plans = wish.plans();
        var space = FloatSpace.of(classes.length * DigitModel.PIXELS);
        return new EstimateGuidance<>(
                asked(model, classes, space),
                loss(classes),
                plans.noise(),
                space,
                plans.end(plans.grid().steps()),
                spec.steps(),
                spec.scale());
    }

    private DifferentiableModel<float[]> asked(DigitModel model, int[] classes, FloatSpace space) {
        double guidance = wish.guidance();
        if (guidance == 1) return model.conditional(classes);
        if (guidance == 0) return model.unconditional(classes.length);
        return new DifferentiableGuidance<>(
                        model.conditional(classes), model.unconditional(classes.length), space, guidance)
                .withFixedScale();
    }

    private SampleLoss<float[]> loss(int[] classes) {
        if (spec.target().isEmpty()) return SagSpec.crossEntropy(new DigitReader(judge), classes);
        double[] wide = spec.target().get();
        var target = new float[wide.length];
        for (int i = 0; i < target.length; i++) target[i] = (float) wide[i];
        return SampleLoss.squaredDistance(target);
    }

    @Override
    public void close() {
        judge.close();
    }
}
