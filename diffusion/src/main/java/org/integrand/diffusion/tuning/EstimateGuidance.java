package org.integrand.diffusion.tuning;

import java.util.HashMap;
import java.util.Map;
import org.integrand.diffusion.gradient.SampleGradient;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.Space;

/// Guidance by any differentiable loss of the finished sample:
///
///     eps = eps_model + g sigma alpha^2 / (alpha^2 + sigma^2) grad L(x_0(x_t))
///
/// where x_0(x_t) is estimated by a few Euler steps in rho = sigma / alpha (DDIM) from x_t, and the gradient goes back
/// exactly through them. With L = -log p(c | x_0) it is a classifier's guidance, with the model's own Jacobian in
/// place of a guess. The factor with alpha is 1 where there is little noise. The Jacobian of the flow does not vanish
/// where there is hardly any signal, as that of the mean of x_0 does: without the factor the data prediction would
/// move by sigma^2 / alpha times the gradient there.
///
/// Source: J. Pan et al., "Towards accurate guided diffusion sampling through symplectic adjoint method", arXiv
/// 2312.12030 (the symplectic adjoint of a Runge-Kutta method is the exact gradient of its steps); the factor is ours.
/// One evaluation at a time.
///
/// @param <Y> a batch of samples
public final class EstimateGuidance<Y> implements DiffusionModel<Y> {
    private final DifferentiableModel<Y> model;
    private final SampleLoss<Y> loss;
    private final NoiseSchedule schedule;
    private final Space<Y> space;
    private final double end;
    private final int steps;
    private final double scale;
    private final Map<Double, Plan> plans = new HashMap<>();
    private final Y[] terms;
    private final double[] weights = new double[2];

    /// @param loss  a sum over the samples: one must not change another's gradient
    /// @param space the batch's
    /// @param end   time of the estimate; later evaluations are not guided
    /// @param steps of an estimate
    /// @param scale g
    public EstimateGuidance(
            DifferentiableModel<Y> model,
            SampleLoss<Y> loss,
            NoiseSchedule schedule,
            Space<Y> space,
            double end,
            int steps,
            double scale) {
        if (steps < 1) throw new IllegalArgumentException("steps " + steps + " of an estimate: expected at least 1");
        if (!Double.isFinite(scale))
            throw new IllegalArgumentException("guidance scale " + scale + ": expected a finite number");
        this.model = model;
        this.loss = loss;
        this.schedule = schedule;
        this.space = space;
        this.end = end;
        this.steps = steps;
        this.scale = scale;
        this.terms = space.allocate(2);
    }

    @Override
    public Prediction prediction() {
        return model.prediction();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        model.evaluate(x, t, into);
        if (scale == 0 || t <= end) return;
        var plan =
                plans.computeIfAbsent(t, start -> new Ddim().compile(schedule, TimeGrid.logSnr(), steps, start, end));
        Y gradient = SampleGradient.of(plan, space, model).gradient(x, loss).start();
        var level = schedule.at(t);
        weights[0] = 1;
        double signal = level.alpha() * level.alpha();
        double damped = level.sigma() * signal / (signal + level.sigma() * level.sigma());
        weights[1] = scale * damped * Prediction.NOISE.to(prediction(), level).ofRaw();
        terms[0] = into;
        terms[1] = gradient;
        space.combine(weights, terms, 2, into);
    }
}
