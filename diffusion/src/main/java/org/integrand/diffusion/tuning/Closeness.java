package org.integrand.diffusion.tuning;

import java.util.ArrayList;
import java.util.List;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanStepper;
import org.integrand.diffusion.plan.SamplingHooks;
import org.integrand.engine.space.FloatSpace;

/// What keeps a tuned model near the original: the mean square of the difference of their predictions at states
/// that the original met when it sampled. Added to an objective with a weight.
public final class Closeness {
    /// A state, its time, and what the original said.
    private record Met(float[] x, double t, float[] said) {}

    private final ModelFamily family;
    private final int count;
    private final List<Met> states = new ArrayList<>();

    /// @param most so many of the plan's evaluations are compared, evenly spread over them
    public Closeness(
            Plan plan, ModelFamily family, DiffusionModel<float[]> original, float[] noise, int count, int most) {
        this.family = family;
        this.count = count;
        int all = plan.evaluations();
        int some = Math.min(most, all);
        var run = new PlanStepper<>(
                plan, FloatSpace.of(noise.length), original.prediction(), noise, SamplingHooks.none());
        for (int i = 0; !run.done(); i++) {
            double t = run.pending().at().t();
            original.evaluate(run.input(), t, run.output());
            if ((long) (i + 1) * some / all > (long) i * some / all)
                states.add(new Met(run.input().clone(), t, run.output().clone()));
            run.supplied();
        }
    }

    /// The mean square; `weight` times its gradient is added.
    public double of(double[] numbers, double weight, double[] gradient) {
        var model = family.of(numbers, count);
        var whole = new double[model.size()];
        double sum = 0;
        for (Met met : states) {
            var now = new float[met.x.length];
            model.evaluate(met.x, met.t, now);
            double n = (double) states.size() * now.length;
            for (int i = 0; i < now.length; i++) {
                double difference = (double) now[i] - met.said[i];
                sum += difference * difference / n;
                now[i] = (float) (2 * difference / n);
            }
            if (weight != 0) model.vjp(met.x, met.t, now, new float[now.length], whole);
        }
        if (weight == 0) return sum;
        var groups = ModelFamily.groups(model, whole);
        double[] own = family.gradient(numbers, name -> {
            var group = groups.get(name);
            if (group == null) throw new IllegalArgumentException("no group " + name + " in " + groups.keySet());
            return group;
        });
        for (int i = 0; i < own.length; i++) gradient[i] += weight * own[i];
        return sum;
    }

    /// An objective with this added.
    public Descent.Objective with(Descent.Objective objective, double weight) {
        return (numbers, gradient) -> objective.of(numbers, gradient) + weight * of(numbers, weight, gradient);
    }
}
