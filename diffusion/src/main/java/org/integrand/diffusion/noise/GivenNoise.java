package org.integrand.diffusion.noise;

import java.util.List;
import org.integrand.diffusion.schedule.NoiseLevel;

/// Given noise, one batch a draw, in the order in which a plan draws: to repeat another program's run.
public final class GivenNoise implements NoiseSource<double[]> {
    private final List<double[]> draws;
    private int next;

    /// For one run.
    public GivenNoise(List<double[]> draws) {
        this.draws = List.copyOf(draws);
    }

    @Override
    public void fill(int step, int slot, NoiseLevel from, NoiseLevel to, double[] into) {
        if (next == draws.size())
            throw new IllegalArgumentException(
                    "noise: " + draws.size() + " draws given, expected more, one is wanted in step " + (step + 1));
        double[] draw = draws.get(next++);
        if (draw.length != into.length)
            throw new IllegalArgumentException(
                    "noise[" + (next - 1) + "]: " + draw.length + " numbers, expected " + into.length);
        System.arraycopy(draw, 0, into, 0, into.length);
    }
}
