package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.engine.space.Space;

/// The denoiser that a bare network makes with its parameterisation, on any schedule. One evaluation at a time: it has
/// a buffer.
public final class NetworkModel<Y> implements DiffusionModel<Y> {
    private final LabelledNetwork<Y> network;
    private final Parameterisation parameterisation;
    private final NoiseSchedule schedule;
    private final Space<Y> space;
    private final Y[] terms;
    private final Y scaled;
    private final double[] weights = new double[2];

    /// @param schedule that of the states
    /// @param space    the batch's space
    public NetworkModel(
            LabelledNetwork<Y> network, Parameterisation parameterisation, NoiseSchedule schedule, Space<Y> space) {
        this.network = network;
        this.parameterisation = parameterisation;
        this.schedule = schedule;
        this.space = space;
        this.terms = space.allocate(2);
        this.scaled = terms[0];
    }

    @Override
    public Prediction prediction() {
        return parameterisation.prediction();
    }

    @Override
    public void evaluate(Y x, double t, Y into) {
        var c = parameterisation.at(schedule.at(t));
        if (c.in() == 1) network.evaluate(x, c.label(), into);
        else {
            combine(c.in(), x, 0, x, 1, scaled);
            network.evaluate(scaled, c.label(), into);
        }
        if (c.skip() != 0) combine(c.out(), into, c.skip(), x, 2, into);
        else if (c.out() != 1) combine(c.out(), into, 0, x, 1, into);
    }

    private void combine(double a, Y first, double b, Y second, int count, Y into) {
        weights[0] = a;
        weights[1] = b;
        terms[0] = first;
        terms[1] = second;
        space.combine(weights, terms, count, into);
    }
}
