package org.integrand.diffusion.s3;

/// TRAJ: the distance of samples to those that the exact flow makes of the same noises.
///
/// @param reference the exact ones, `[sample][component]`
public record TrajectoryScore(double[] reference, int dimension) implements Score {
    @Override
    public TrajectoryErrors measure(double[] samples, int count) {
        double[] squares = new double[count];
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int j = i * dimension; j < (i + 1) * dimension; j++) {
                double e = samples[j] - reference[j];
                sum += e * e;
            }
            squares[i] = Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum / dimension;
        }
        return new TrajectoryErrors(squares);
    }
}
