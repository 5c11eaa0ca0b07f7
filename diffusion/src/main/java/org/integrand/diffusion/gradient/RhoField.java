package org.integrand.diffusion.gradient;

import java.util.Arrays;
import java.util.Optional;
import org.integrand.diffusion.model.DifferentiableModel;
import org.integrand.diffusion.model.ParametricModel;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.TangentModel;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.sensitivity.ParametricField;
import org.integrand.engine.space.DoubleSpace;

/// The probability flow without its linear part: y = x / alpha against rho = sigma / alpha,
///
///     dy / drho = eps(alpha y, t(rho)),   (df/dy)^T v = alpha (d eps/dx)^T v.
///
/// The time is the schedule's own at rho, never the nearest one of a grid. The parameters are the model's; the numbers
/// that the engine passes on for them are not looked at.
final class RhoField implements ParametricField {
    private final NoiseSchedule schedule;
    private final DifferentiableModel<double[]> model;
    private final ParametricModel<double[]> parametric;
    private final int dimension;
    private final int parameters;
    private final double first;
    private final double last;
    private final double[] x;
    private final double[] cotangent;
    private double largest;

    /// @param first the earliest time
    /// @param last  the latest
    RhoField(NoiseSchedule schedule, DifferentiableModel<double[]> model, int dimension, double first, double last) {
        this.schedule = schedule;
        this.model = model;
        this.parametric = ParametricModel.of(model);
        this.dimension = dimension;
        this.parameters = parametric.size();
        this.first = first;
        this.last = last;
        this.x = new double[dimension];
        this.cotangent = new double[dimension];
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public int parameters() {
        return parameters;
    }

    private NoiseLevel level(double rho) {
        return schedule.at(Math.clamp(schedule.time(-Math.log(rho)), first, last));
    }

    @Override
    public void evaluate(double rho, double[] y, double[] p, double[] into) {
        var level = level(rho);
        for (int i = 0; i < dimension; i++) x[i] = level.alpha() * y[i];
        model.evaluate(x, level.t(), into);
        var toNoise = model.prediction().to(Prediction.NOISE, level);
        for (int i = 0; i < dimension; i++) into[i] = toNoise.ofState() * x[i] + toNoise.ofRaw() * into[i];
    }

    @Override
    public void vjp(double rho, double[] y, double[] p, double[] v, double[] intoY, double[] intoP) {
        var level = level(rho);
        var toNoise = model.prediction().to(Prediction.NOISE, level);
        for (int i = 0; i < dimension; i++) {
            x[i] = level.alpha() * y[i];
            cotangent[i] = toNoise.ofRaw() * v[i];
        }
        largest = Math.max(largest, DoubleSpace.of(dimension).norm(v) / level.alpha());
        Arrays.fill(intoP, 0);
        parametric.vjp(x, level.t(), cotangent, intoY, intoP);
        for (int i = 0; i < dimension; i++) intoY[i] = level.alpha() * (toNoise.ofState() * v[i] + intoY[i]);
    }

    /// The largest Euclidean norm of v / alpha so far: where v is a = dL/dy, that of dL/dx.
    double largest() {
        return largest;
    }

    @Override
    public Optional<Jvp> jvp() {
        if (!(model instanceof TangentModel<double[]> tangent)) return Optional.empty();
        return Optional.of((rho, y, _, dy, dp, into) -> {
            var level = level(rho);
            for (int i = 0; i < dimension; i++) {
                x[i] = level.alpha() * y[i];
                cotangent[i] = level.alpha() * dy[i];
            }
            tangent.jvp(x, level.t(), cotangent, dp, into);
            var toNoise = model.prediction().to(Prediction.NOISE, level);
            for (int i = 0; i < dimension; i++) into[i] = toNoise.ofState() * cotangent[i] + toNoise.ofRaw() * into[i];
        });
    }
}
