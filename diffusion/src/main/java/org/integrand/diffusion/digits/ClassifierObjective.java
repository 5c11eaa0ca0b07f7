package org.integrand.diffusion.digits;

import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.integrand.neural.network.Operations;
import org.integrand.neural.train.Objective;

/// Cross-entropy of the classifier on images shifted by up to two pixels.
final class ClassifierObjective implements Objective {
    private static final int SIDE = DigitUNet.SIDE;
    private static final int SHIFT = 2;

    private final DigitClassifier network;
    private final DigitImages images;
    private final int batch;
    private final long seed;

    ClassifierObjective(DigitClassifier network, DigitImages images, int batch, long seed) {
        this.network = network;
        this.images = images;
        this.batch = batch;
        this.seed = seed;
    }

    @Override
    public Tensor loss(Operations<Tensor> ops, long step) {
        var random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + step);
        var pixels = new float[batch * SIDE * SIDE];
        var labels = new long[batch];
        var image = new float[SIDE * SIDE];
        for (int i = 0; i < batch; i++) {
            int index = random.nextInt(images.count());
            labels[i] = images.label(index);
            images.image(index, image, 0);
            int down = random.nextInt(2 * SHIFT + 1) - SHIFT;
            int right = random.nextInt(2 * SHIFT + 1) - SHIFT;
            for (int row = 0; row < SIDE; row++)
                for (int column = 0; column < SIDE; column++) {
                    int r = row - down;
                    int c = column - right;
                    boolean inside = r >= 0 && r < SIDE && c >= 0 && c < SIDE;
                    pixels[(i * SIDE + row) * SIDE + column] = inside ? image[r * SIDE + c] : -1;
                }
        }
        var x = Tensor.create(pixels, batch, 1, SIDE, SIDE);
        var scores = network.apply(ops, List.of(x)).get(1);
        return torch.cross_entropy(scores, Tensor.create(labels, batch));
    }
}
