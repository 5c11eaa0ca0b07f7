package org.integrand.engine.method.exponential;

import java.util.function.BiConsumer;
import org.integrand.engine.method.CubicHermite;
import org.integrand.engine.method.Interpolant;
import org.integrand.engine.space.DoubleSpace;

/// The cubic with the states and slopes of both ends of a step, the slopes worked out when somebody
/// asks.
final class SlopeCubic implements Interpolant<double[]> {
    private final BiConsumer<double[], double[]> slopes;
    private final CubicHermite<double[]> cubic;
    private final double[] first;
    private final double[] last;
    private boolean known;

    /// @param slopes writes those of the step placed last
    SlopeCubic(DoubleSpace space, BiConsumer<double[], double[]> slopes) {
        this.slopes = slopes;
        cubic = new CubicHermite<>(space);
        first = space.allocate();
        last = space.allocate();
    }

    void over(double start, double end, double[] before, double[] after) {
        cubic.over(start, end, before, after, first, last);
        known = false;
    }

    @Override
    public double start() {
        return cubic.start();
    }

    @Override
    public double end() {
        return cubic.end();
    }

    @Override
    public void at(double t, double[] into) {
        if (t != start() && t != end()) work();
        cubic.at(t, into);
    }

    @Override
    public Interpolant<double[]> keep() {
        work();
        return cubic.keep();
    }

    private void work() {
        if (!known) slopes.accept(first, last);
        known = true;
    }
}
