package org.integrand.neural.train;

/// How to train: Adam (Kingma, Ba 2015, arXiv 1412.6980) with its usual constants 0.9 and 0.999, linear warm-up and
/// cosine decay of the learning rate to zero, gradients clipped to a norm, and an exponential moving average of the
/// weights, which is what is kept.
///
/// @param steps           number of batches
/// @param learningRate    the largest learning rate
/// @param warmup          steps until it is reached
/// @param averaging       decay of the moving average a step (short at the start: (1 + step) / (10 + step))
/// @param gradientNorm    gradients are scaled down to this norm
/// @param checkpointEvery steps between checkpoints
public record TrainingSettings(
        int steps, double learningRate, int warmup, double averaging, double gradientNorm, int checkpointEvery) {
    public TrainingSettings {
        if (steps < 1) throw new IllegalArgumentException("steps " + steps + ": expected at least 1");
        if (!(learningRate > 0)) throw new IllegalArgumentException("learning rate " + learningRate + ": expected > 0");
        if (!(averaging >= 0 && averaging < 1))
            throw new IllegalArgumentException("averaging " + averaging + ": expected 0 ... 1");
        if (checkpointEvery < 1)
            throw new IllegalArgumentException("checkpoint every " + checkpointEvery + ": expected at least 1 step");
    }

    double learningRate(long step) {
        double warm = Math.min(1, (step + 1.0) / Math.max(1, warmup));
        return learningRate * warm * 0.5 * (1 + Math.cos(Math.PI * step / steps));
    }

    double averaging(long step) {
        return Math.min(averaging, (1.0 + step) / (10 + step));
    }
}
