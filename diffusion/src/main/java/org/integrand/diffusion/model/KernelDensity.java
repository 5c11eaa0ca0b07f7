package org.integrand.diffusion.model;

import org.integrand.diffusion.schedule.NoiseSchedule;

/// The smoothed distribution of a finite set of samples y_i: x_0 ~ (1/N) sum_i N(y_i, s^2 I), a Gaussian kernel
/// density. Its denoiser is known exactly, so samplers can be studied on real pictures without a network; with s = 0
/// the flow ends in one of the samples.
///
/// A state costs one pass over the set, about 3 N d operations and as much memory as the set takes itself.
///
/// @param samples   the set
/// @param deviation s >= 0
public record KernelDensity(SampleSet samples, double deviation) {
    public KernelDensity {
        if (!(deviation >= 0) || deviation == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("deviation " + deviation + ": expected a finite number >= 0");
    }

    /// Length of a sample.
    public int dimension() {
        return samples.dimension();
    }

    /// The exact noise prediction, on the caller's thread.
    public DifferentiableModel<double[]> on(NoiseSchedule schedule) {
        return on(schedule, Prediction.NOISE, 1);
    }

    /// The exact prediction of a kind. The model may be used by several threads.
    ///
    /// @param threads 1: evaluations run on the caller's thread; more: on the common pool too, with equal numbers
    public DifferentiableModel<double[]> on(NoiseSchedule schedule, Prediction prediction, int threads) {
        return new KernelDensityModel<>(this, schedule, prediction, threads, Rows.DOUBLES);
    }

    /// The exact prediction of a kind for batches of floats, computed in double.
    ///
    /// @param threads as in [#on(NoiseSchedule, Prediction, int)]
    public DifferentiableModel<float[]> onFloats(NoiseSchedule schedule, Prediction prediction, int threads) {
        return new KernelDensityModel<>(this, schedule, prediction, threads, Rows.FLOATS);
    }
}
