package org.integrand.engine.method.stochastic;

import org.integrand.engine.method.Interpolant;
import org.integrand.engine.noise.BrownianMotion;
import org.integrand.engine.problem.Noise;

/// A kept step: the formula of [StepPath], with a look at the path for each time asked. Safe to read from several
/// threads.
final class KeptPath implements Interpolant<double[]> {
    private final Noise<?> noise;
    private final BrownianMotion motion;
    private final double start;
    private final double end;
    private final double[] before;
    private final double[] after;
    private final double[] strength; // g at the start

    KeptPath(
            Noise<?> noise,
            BrownianMotion motion,
            double start,
            double end,
            double[] before,
            double[] after,
            double[] strength) {
        this.noise = noise;
        this.motion = motion;
        this.start = start;
        this.end = end;
        this.before = before;
        this.after = after;
        this.strength = strength;
    }

    @Override
    public double start() {
        return start;
    }

    @Override
    public double end() {
        return end;
    }

    @Override
    public void at(double t, double[] into) {
        var cursor = motion.cursor();
        double[] part = new double[motion.processes()];
        double[] whole = new double[motion.processes()];
        double[] unused = new double[motion.processes()];
        double[] felt = new double[before.length];
        cursor.between(Math.min(start, t), Math.max(start, t), part, unused);
        cursor.between(start, end, whole, unused);
        double x = (t - start) / (end - start);
        double sign = t < start ? -1 : 1;
        for (int j = 0; j < part.length; j++) part[j] = sign * part[j] - x * whole[j];
        noise.times(strength, part, felt);
        for (int i = 0; i < felt.length; i++) into[i] = before[i] + (x * (after[i] - before[i]) + felt[i]);
    }

    @Override
    public Interpolant<double[]> keep() {
        return this;
    }
}
