package org.integrand.neural.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.integrand.neural.network.Initialiser;
import org.integrand.neural.network.Network;
import org.integrand.neural.network.Weights;
import org.integrand.neural.torch.TorchNetwork;
import org.integrand.neural.torch.TorchOperations;

/// Trains a network: one loop over batches, resumable from its folder. With equal seed, settings and thread count an
/// interrupted and resumed run ends with the same weights as an uninterrupted one.
public final class Trainer {
    /// What training came to: the averaged weights, and the mean loss of every hundred steps.
    public record Trained(Weights weights, List<Double> losses, long steps, boolean complete) {}

    /// Hears of every step; false ends the run after a checkpoint.
    @FunctionalInterface
    public interface Watcher {
        boolean goOn(long step, double loss);
    }

    /// Steps whose losses are averaged into one entry of the loss curve.
    public static final int LOSS_WINDOW = 100;

    private final Network network;
    private final Objective objective;
    private final TrainingSettings settings;

    public Trainer(Network network, Objective objective, TrainingSettings settings) {
        this.network = network;
        this.objective = objective;
        this.settings = settings;
    }

    /// Trains from the checkpoint in `folder` when there is one, else from weights initialised by `seed`.
    public Trained train(Path folder, long seed, Watcher watcher) {
        boolean resumed = Checkpoint.exists(folder);
        var start = resumed
                ? Checkpoint.read(folder)
                : new Checkpoint(
                        0,
                        Initialiser.initialise(network, seed),
                        Initialiser.initialise(network, seed),
                        new ArrayList<>(),
                        0);
        try (var _ = new PointerScope();
                var model = new TorchNetwork(network, start.weights(), true);
                var average = new TorchNetwork(network, start.average(), false)) {
            var tensors = new TensorVector(
                    model.parameters().values().stream().map(Tensor::new).toArray(Tensor[]::new));
            var options = new AdamOptions(settings.learningRate());
            var adam = new Adam(tensors, options);
            if (resumed) Checkpoint.restore(folder, adam);
            var losses = new ArrayList<>(start.losses());
            double window = start.window();
            boolean goOn = true;
            long step = start.step();
            while (goOn && step < settings.steps()) {
                double loss = step(model, tensors, adam, step);
                if (!Double.isFinite(loss))
                    throw new ArithmeticException(
                            String.format(Locale.ROOT, "training: the loss became %s at step %d", loss, step));
                blend(average, model, settings.averaging(step));
                window += loss / LOSS_WINDOW;
                step++;
                if (step % LOSS_WINDOW == 0) {
                    losses.add(window);
                    window = 0;
                }
                goOn = watcher.goOn(step, loss);
                if (!goOn || step == settings.steps() || step % settings.checkpointEvery() == 0)
                    new Checkpoint(step, model.weights(), average.weights(), losses, window).write(folder, adam);
            }
            return new Trained(average.weights(), losses, step, step == settings.steps());
        }
    }

    private double step(TorchNetwork model, TensorVector tensors, Adam adam, long step) {
        try (var _ = new PointerScope()) {
            adam.param_groups().get(0).options().set_lr(settings.learningRate(step));
            adam.zero_grad();
            var loss = objective.loss(new TorchOperations(model.parameters()), step);
            loss.backward();
            torch.clip_grad_norm_(tensors, settings.gradientNorm());
            adam.step();
            return loss.item_float();
        }
    }

    private static void blend(TorchNetwork average, TorchNetwork model, double decay) {
        try (var _ = new PointerScope();
                var _ = new AutoGradMode(false)) {
            var weights = new LinkedHashMap<>(model.parameters());
            var keep = new Scalar(decay);
            var take = new Scalar(1 - decay);
            average.parameters().forEach((name, tensor) -> tensor.mul_(keep).add_(weights.get(name), take));
        }
    }
}
