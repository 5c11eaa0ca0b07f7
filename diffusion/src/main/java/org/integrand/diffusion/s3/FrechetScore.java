package org.integrand.diffusion.s3;

import java.util.Arrays;
import org.integrand.diffusion.digits.DigitJudge;

/// FD-small: the Frechet distance of digits to the training images in the features of the judge, a small classifier. It
/// is no FID.
///
/// The plain estimate from n samples is too large by b / n, which hides everything at small n; b comes from its two
/// halves: 2 FD(n) - (FD(first half) + FD(second half)) / 2, whose noise is that of FD(n) to first order. Source of the
/// extrapolation: M. J. Chong, D. Forsyth, "Effectively unbiased FID and Inception score", CVPR 2020.
///
/// @param judge safe for several threads
public record FrechetScore(DigitJudge judge) implements Score {
    @Override
    public int least() {
        return 4 * DigitJudge.FEATURES;
    }

    @Override
    public SetDistance measure(double[] samples, int count) {
        return measured(samples, count, 2, false);
    }

    @Override
    public SetDistance measureClosely(double[] samples, int count) {
        return measured(samples, count, SetDistance.GROUPS, true);
    }

    /// @throws IllegalArgumentException for too few samples
    private SetDistance measured(double[] samples, int count, int groups, boolean closely) {
        if (count < least())
            throw new IllegalArgumentException(
                    "Frechet distance of " + count + " samples: expected at least " + least());
        int numbers = count * DigitJudge.PIXELS;
        if (!SetDistance.finite(samples, numbers)) return SetDistance.INFINITE;
        var images = new float[numbers];
        for (int i = 0; i < numbers; i++) images[i] = (float) samples[i];
        var moments = judge.moments(images, groups);
        double value = moments.extrapolatedDistance();
        if (!closely) return new SetDistance(value, new double[0]);
        double[] leaveOut = new double[groups];
        Arrays.setAll(leaveOut, g -> moments.without(g).distance());
        // the bias of the distances left out is the same for all: it does not count in their spread
        return new SetDistance(value, leaveOut);
    }
}
