package org.integrand.diffusion.correction;

import java.util.Arrays;

/// The threshold of one sample's data prediction, and how it depends on it. A buffer for one sample.
final class Threshold {
    private final DynamicThresholding how;
    private final double[] data;
    private final double[] sizes;
    private final double[] cotangents;

    Threshold(DynamicThresholding how) {
        this.how = how;
        data = new double[how.length()];
        sizes = new double[how.length()];
        cotangents = new double[how.length()];
    }

    int length() {
        return data.length;
    }

    /// Component j of D.
    void take(int j, double value) {
        data[j] = value;
        sizes[j] = Math.abs(value);
    }

    /// Those of the sample, live.
    double[] cotangents() {
        return cotangents;
    }

    /// s = the p-quantile of the sizes within its bounds; sorts the sizes.
    double find() {
        return Math.clamp(quantile(), how.floor(), how.ceiling());
    }

    private double quantile() {
        Arrays.sort(sizes);
        double position = how.ratio() * (sizes.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sizes.length - 1);
        return sizes[below] + (position - below) * (sizes[above] - sizes[below]);
    }

    /// Pulls the cotangents c back through y = clamp(D, -s, s) / s. Inside, dy/dD = 1/s and dy/ds = -D / s^2; beyond
    /// y = +-1 whatever D and s. Within its bounds s moves with the two order statistics that it lies between.
    ///
    /// @return how many components were beyond s
    long pullback() {
        double quantile = quantile();
        double s = Math.clamp(quantile, how.floor(), how.ceiling());
        double ofThreshold = 0;
        long cut = 0;
        for (int j = 0; j < data.length; j++) {
            if (Math.abs(data[j]) > s) {
                cotangents[j] = 0;
                cut++;
            } else {
                ofThreshold -= cotangents[j] * data[j] / (s * s);
                cotangents[j] /= s;
            }
        }
        if (!(quantile > how.floor() && quantile < how.ceiling())) return cut;
        double position = how.ratio() * (sizes.length - 1);
        int below = (int) position;
        double part = position - below;
        moved(sizes[below], ofThreshold * (1 - part));
        if (part > 0) moved(sizes[below + 1], ofThreshold * part);
        return cut;
    }

    /// Adds the part of the component of this size, the first one of several.
    private void moved(double size, double cotangent) {
        for (int j = 0; j < data.length; j++) {
            if (Math.abs(data[j]) != size) continue;
            cotangents[j] += Math.signum(data[j]) * cotangent;
            return;
        }
    }
}
