package org.integrand.diffusion.digits;

import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.integrand.neural.network.Initialiser;
import org.integrand.neural.train.*;

public final class TrainMain {
    private TrainMain() {}

    public static void main(String[] args) {
        int fine = Integer.parseInt(args[1]),
                coarse = Integer.parseInt(args[2]),
                batch = Integer.parseInt(args[3]),
                steps = Integer.parseInt(args[4]);
        torch.set_num_threads(Integer.parseInt(args[5]));
        var net = new DigitUNet(fine, coarse);
        System.out.println("parameters " + Initialiser.initialise(net, 0).size());
        var data = DigitImages.training(Path.of(args[0]));
        var t = new Trainer(
                net, new DigitObjective(net, data, batch, 1), new TrainingSettings(steps, 2e-3, 300, 0.999, 1, 500));
        long[] at = {System.nanoTime()};
        double[] sum = {0};
        t.train(Path.of(args[6]), 1, (step, loss) -> {
            sum[0] += loss;
            if (step % 20 == 0) {
                System.out.printf("%d %.4f %.3f s/step%n", step, sum[0] / 20, (System.nanoTime() - at[0]) * 1e-9 / 20);
                at[0] = System.nanoTime();
                sum[0] = 0;
            }
            return true;
        });
    }
}
