package org.integrand.diffusion.s3;

/// How good some samples are, the smaller the better.
public sealed interface Measurement permits TrajectoryErrors, SetDistance {
    /// In the units of the score, not bounded: a root mean square error, or a distance of distributions.
    double value();

    /// A loss of 0 ... 1, the same thing seen at a scale c: larger scales give smaller losses.
    double loss(double scale);

    /// loss(this) - loss(other) for samples from common noises, with a 95 % interval.
    Interval lossDifference(Measurement other, double scale);

    /// value(this) - value(other), with a 95 % interval.
    Interval valueDifference(Measurement other);
}
