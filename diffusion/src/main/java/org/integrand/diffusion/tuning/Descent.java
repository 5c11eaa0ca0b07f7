package org.integrand.diffusion.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.integrand.engine.run.Cancellation;
import org.integrand.engine.run.Progress;
import org.integrand.search.predict.Adam;

/// Makes a loss small by Adam, and keeps the best parameters met. Deterministic where the loss is.
///
/// @param iterations steps; the loss is worked out once more at the end
/// @param rate       learning rate at the start; it falls to a tenth along half a cosine
public record Descent(int iterations, double rate) {
    public Descent {
        if (iterations < 1) throw new IllegalArgumentException("iterations " + iterations + ": expected at least 1");
        if (!(rate > 0) || rate == Double.POSITIVE_INFINITY)
            throw new IllegalArgumentException("rate " + rate + ": expected a finite number > 0");
    }

    /// A loss with its gradient.
    @FunctionalInterface
    public interface Objective {
        /// The loss at `parameters`; `gradient` is filled.
        double of(double[] parameters, double[] gradient);
    }

    /// What came of it.
    ///
    /// @param best     the parameters with the least loss
    /// @param loss     that loss
    /// @param losses   the loss before each step, and after the last one
    /// @param complete whether all steps were made
    /// @param stopped  why not, unless it was cancelled
    public record Found(double[] best, double loss, List<Double> losses, boolean complete, Optional<String> stopped) {
        public Found {
            losses = List.copyOf(losses);
        }
    }

    /// @throws ArithmeticException when the loss is not finite at the start
    public Found run(double[] start, Objective objective, Progress progress, Cancellation cancellation) {
        double[] parameters = start.clone();
        double[] best = start.clone();
        var gradient = new double[start.length];
        var adam = new Adam(parameters);
        var losses = new ArrayList<Double>();
        double least = Double.POSITIVE_INFINITY;
        Optional<String> stopped = Optional.empty();
        for (int i = 0; i <= iterations && !(i > 0 && cancellation.pending()); i++) {
            try {
                double loss = objective.of(parameters, gradient);
                losses.add(loss);
                if (loss < least) {
                    least = loss;
                    best = parameters.clone();
                }
            } catch (ArithmeticException e) {
                if (i == 0) throw e;
                stopped = Optional.of("after " + i + " steps: " + e.getMessage());
                break;
            }
            progress.at((i + 1.0) / (iterations + 1), String.format(Locale.ROOT, "loss %.3g", losses.getLast()));
            if (i < iterations) adam.step(new double[][] {parameters}, new double[][] {gradient}, rate(i));
        }
        return new Found(best, least, losses, losses.size() == iterations + 1, stopped);
    }

    private double rate(int i) {
        return rate * (0.55 + 0.45 * Math.cos(Math.PI * i / iterations));
    }
}
