package org.integrand.validity;

import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.continuous.LaplaceDistribution;

/// A hold-out set that can be asked many times. A question is a mean over samples of values in [0, 1]; whoever
/// asks brings the mean over the training data and the one over the hold-out data, and learns
///
///     |phi_t - phi_h| <= T^ + Lap(4 s):   phi_t, which tells nothing of the hold-out data
///     otherwise:                          phi_h + Lap(s); one unit of the budget is spent and T^ drawn anew
///
/// with T^ = T + Lap(2 s), kept from one question to the next until it is drawn anew, and Lap(b) of density
/// exp(-|x| / b) / (2 b). Only questions on which the two sets disagree, those that over-fit, cost anything.
/// When the budget is spent there are no answers any more.
///
/// The noise hides single samples as long as it is large beside 1 / n. What T, s and the budget promise for n
/// samples depends on constants that are generous in the theorem; as used here they are a rule of thumb:
/// T of 2 to 3 standard errors of the hold-out mean, s a quarter of it. The noise comes from doubles, which is
/// enough against chance and not against an adversary who reads its last bits.
///
/// Source: C. Dwork, V. Feldman, M. Hardt, T. Pitassi, O. Reingold, A. Roth, "Generalization in adaptive data
/// analysis and holdout reuse", NIPS 2015 (arXiv 1506.02629), algorithm Thresholdout. One question at a time.
public final class Thresholdout {
    private final double threshold;
    private final LaplaceDistribution ofThreshold;
    private final LaplaceDistribution ofComparison;
    private final LaplaceDistribution ofAnswer;
    private final RandomGenerator random;
    private double noisyThreshold;
    private int left;

    /// @param threshold T, disagreement that is passed over, > 0
    /// @param noise     s, > 0
    /// @param budget    disagreements that are answered, at least 1
    /// @param random    of the noise
    public Thresholdout(double threshold, double noise, int budget, RandomGenerator random) {
        if (!(threshold > 0 && threshold < 1))
            throw new IllegalArgumentException("threshold " + threshold + ": expected between 0 and 1");
        if (!(noise > 0 && noise < 1))
            throw new IllegalArgumentException("noise " + noise + ": expected between 0 and 1");
        if (budget < 1) throw new IllegalArgumentException("budget " + budget + ": expected at least 1");
        this.threshold = threshold;
        this.random = random;
        ofThreshold = new LaplaceDistribution(0, 2 * noise);
        ofComparison = new LaplaceDistribution(0, 4 * noise);
        ofAnswer = new LaplaceDistribution(0, noise);
        left = budget;
        noisyThreshold = threshold + draw(ofThreshold);
    }

    /// What may be believed of a question; empty when the budget is spent.
    ///
    /// @param onTraining phi_t, the mean over the training data
    /// @param onHoldout  phi_h, the mean over the hold-out data
    /// @throws IllegalArgumentException when one of them is not within 0 ... 1; nothing is spent then
    public OptionalDouble answer(double onTraining, double onHoldout) {
        requireMean("training", onTraining);
        requireMean("hold-out", onHoldout);
        if (left == 0) return OptionalDouble.empty();
        if (Math.abs(onTraining - onHoldout) <= noisyThreshold + draw(ofComparison))
            return OptionalDouble.of(onTraining);
        left--;
        noisyThreshold = threshold + draw(ofThreshold);
        return OptionalDouble.of(onHoldout + draw(ofAnswer));
    }

    private static void requireMean(String data, double value) {
        if (!(value >= 0 && value <= 1))
            throw new IllegalArgumentException(
                    "mean over the " + data + " data " + value + ": expected 0 ... 1, a mean of values in that range");
    }

    /// Disagreements that will still be answered.
    public int budgetLeft() {
        return left;
    }

    /// By the inverse distribution function, at (k + 1/2) 2^-53: never at 0 or 1.
    private double draw(LaplaceDistribution distribution) {
        return distribution.inverseCumulativeProbability(((random.nextLong() >>> 11) + 0.5) * 0x1p-53);
    }
}
