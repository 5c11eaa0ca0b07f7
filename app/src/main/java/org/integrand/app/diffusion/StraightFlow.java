package org.integrand.app.diffusion;

import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.RectifiedFlow;

/// The flow between two noise levels of any schedule, in y = x / (alpha + sigma) along straight lines, where the noise
/// is sigma / (alpha + sigma) = 0 ... 1. At the very ends, where lambda is infinite, a step of Euler of length 1e-7
/// leads to the inside: its error is of the order of its square.
record StraightFlow(NoiseLevel from, NoiseLevel to) {
    private static final double SHORT = 1e-7;

    /// The state at the end, by the flow of a model on straight lines.
    double[] follow(ReferenceFlow flow, double[] x) {
        double start = noise(from);
        double end = noise(to);
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) y[i] = x[i] / (from.alpha() + from.sigma());
        double first = Math.min(start, 1 - SHORT);
        double last = Math.max(end, SHORT);
        if (first < start) y = step(flow, y, start, first);
        y = flow.at(first, y, last);
        if (end < last) y = step(flow, y, last, end);
        for (int i = 0; i < y.length; i++) y[i] *= to.alpha() + to.sigma();
        return y;
    }

    private static double noise(NoiseLevel level) {
        return level.sigma() / (level.alpha() + level.sigma());
    }

    private static double[] step(ReferenceFlow flow, double[] y, double start, double end) {
        double[] raw = new double[y.length];
        flow.model().evaluate(y, start, raw);
        var velocity = flow.model().prediction().to(Prediction.FLOW, RectifiedFlow.UNSHIFTED.at(start));
        double[] moved = new double[y.length];
        for (int i = 0; i < y.length; i++)
            moved[i] = y[i] + (end - start) * (velocity.ofState() * y[i] + velocity.ofRaw() * raw[i]);
        return moved;
    }
}
