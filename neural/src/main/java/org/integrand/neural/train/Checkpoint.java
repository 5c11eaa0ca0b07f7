package org.integrand.neural.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OutputArchive;
import org.integrand.neural.network.WeightFile;
import org.integrand.neural.network.Weights;

/// Everything a training run needs to go on: weights, their average, the optimiser's moments, the step, the losses
/// (means over windows, and the sum so far of the window that is open).
/// Kept in the folder `checkpoint`; a new one replaces the old by renaming, so that a crash never leaves half of one.
record Checkpoint(long step, Weights weights, Weights average, List<Double> losses, double window) {
    private static final String NAME = "checkpoint";

    void write(Path folder, Optimizer optimizer) {
        try {
            var fresh = Files.createDirectories(folder.resolve(NAME + ".new"));
            WeightFile.write(weights, fresh.resolve("weights.safetensors"));
            WeightFile.write(average, fresh.resolve("average.safetensors"));
            try (var _ = new PointerScope()) {
                var archive = new OutputArchive();
                optimizer.save(archive);
                archive.save_to(fresh.resolve("optimizer.pt").toString());
            }
            var lines = new ArrayList<String>(List.of(Long.toString(step), Double.toString(window)));
            losses.forEach(loss -> lines.add(Double.toString(loss)));
            Files.write(fresh.resolve("losses.txt"), lines);
            delete(folder.resolve(NAME));
            Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint in " + folder + ": cannot be written: " + e.getMessage(), e);
        }
    }

    static boolean exists(Path folder) {
        return Files.exists(folder.resolve(NAME).resolve("losses.txt"));
    }

    static Checkpoint read(Path folder) {
        var from = folder.resolve(NAME);
        try {
            var lines = Files.readAllLines(from.resolve("losses.txt"));
            var losses =
                    new ArrayList<>(lines.stream().skip(2).map(Double::valueOf).toList());
            return new Checkpoint(
                    Long.parseLong(lines.getFirst()),
                    WeightFile.read(from.resolve("weights.safetensors")),
                    WeightFile.read(from.resolve("average.safetensors")),
                    losses,
                    Double.parseDouble(lines.get(1)));
        } catch (IOException e) {
            throw new UncheckedIOException("checkpoint in " + folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    static void restore(Path folder, Optimizer optimizer) {
        try (var _ = new PointerScope()) {
            var archive = new InputArchive();
            archive.load_from(folder.resolve(NAME).resolve("optimizer.pt").toString());
            optimizer.load(archive);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
