package org.integrand.diffusion.digits;

import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.integrand.neural.network.Operations;
import org.integrand.neural.train.Objective;

/// Denoising loss of the digits model: E ||F(x_t, t, c) - (alpha eps - sigma x_0)||^2 with x_t = alpha x_0 + sigma eps,
/// the class dropped with probability 0.1 (classifier-free guidance: Ho, Salimans 2022, arXiv 2207.12598).
///
/// The half log-SNR of a batch is drawn from a logistic distribution (mean 0.8, deviation 1.7) cut to the schedule's
/// range, stratified
/// over the batch: most effort goes where the shape of the digit is decided (Karras et al. 2022, section 5).
final class DigitObjective implements Objective {
    private static final int PIXELS = DigitUNet.SIDE * DigitUNet.SIDE;
    private static final double DROP = 0.1;
    private static final double CENTRE = 0.8;
    private static final double WIDTH = 1.7;
    private static final double LOWEST = -5.02;
    private static final double HIGHEST = 4.6;

    private final DigitUNet network;
    private final DigitImages images;
    private final int batch;
    private final long seed;

    DigitObjective(DigitUNet network, DigitImages images, int batch, long seed) {
        this.network = network;
        this.images = images;
        this.batch = batch;
        this.seed = seed;
    }

    @Override
    public Tensor loss(Operations<Tensor> ops, long step) {
        var random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + step);
        var noisy = new float[batch * PIXELS];
        var target = new float[batch * PIXELS];
        var times = new float[batch];
        var labels = new long[batch];
        for (int i = 0; i < batch; i++) {
            int index = random.nextInt(images.count());
            labels[i] = random.nextDouble() < DROP ? DigitUNet.NO_CLASS : images.label(index);
            double lambda = halfLogSnr((i + random.nextDouble()) / batch);
            times[i] = (float) time(lambda);
            double alpha = 1 / Math.sqrt(1 + Math.exp(-2 * lambda));
            double sigma = 1 / Math.sqrt(1 + Math.exp(2 * lambda));
            images.image(index, target, i * PIXELS);
            for (int j = i * PIXELS; j < (i + 1) * PIXELS; j++) {
                double noise = random.nextGaussian();
                noisy[j] = (float) (alpha * target[j] + sigma * noise);
                target[j] = (float) (alpha * noise - sigma * target[j]);
            }
        }
        var x = Tensor.create(noisy, batch, 1, DigitUNet.SIDE, DigitUNet.SIDE);
        var wanted = Tensor.create(target, batch, 1, DigitUNet.SIDE, DigitUNet.SIDE);
        var velocity = network.velocity(ops, x, Tensor.create(times, batch), Tensor.create(labels, batch));
        return velocity.sub(wanted).square().mean();
    }

    /// Quantile of the cut logistic distribution.
    static double halfLogSnr(double u) {
        double scale = WIDTH * Math.sqrt(3) / Math.PI;
        double low = 1 / (1 + Math.exp(-(LOWEST - CENTRE) / scale));
        double high = 1 / (1 + Math.exp(-(HIGHEST - CENTRE) / scale));
        double p = low + u * (high - low);
        return CENTRE + scale * Math.log(p / (1 - p));
    }

    /// t of VP-linear (0.1, 20) at a half log-SNR; the form without cancellation.
    static double time(double lambda) {
        double q = 2 * (20 - 0.1) * Math.log1p(Math.exp(-2 * lambda));
        return q / ((Math.sqrt(0.01 + q) + 0.1) * (20 - 0.1));
    }
}
