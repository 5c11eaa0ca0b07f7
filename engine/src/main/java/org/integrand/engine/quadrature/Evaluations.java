package org.integrand.engine.quadrature;

import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;

/// The integrand as methods see it: counted, and with values that are not finite noted and replaced by
/// zero.
final class Evaluations {
    private final Integrand integrand;
    private final Progress progress;
    private final Cancellation cancellation;
    private long count;
    private int gaps;
    private double place = Double.NaN;

    Evaluations(Integrand integrand, Progress progress, Cancellation cancellation) {
        this.integrand = integrand;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    void at(double x, double afterStart, double beforeEnd, double[] into) {
        count++;
        integrand.evaluate(x, afterStart, beforeEnd, into);
        boolean gap = false;
        for (int i = 0; i < into.length; i++) {
            if (Double.isFinite(into[i])) continue;
            into[i] = 0;
            gap = true;
            place = x;
        }
        if (gap) gaps++;
    }

    /// Whether x may round to an end of the range.
    boolean mayTouchEnds() {
        return integrand.needsDistances();
    }

    long count() {
        return count;
    }

    /// How many values since the last call were not finite.
    int gaps() {
        int found = gaps;
        gaps = 0;
        return found;
    }

    /// Where the integrand was not finite the last time.
    double place() {
        return place;
    }

    boolean cancelled() {
        return cancellation.pending();
    }

    void progress(double fraction, double error) {
        progress.at(fraction, "error " + (float) error);
    }
}
