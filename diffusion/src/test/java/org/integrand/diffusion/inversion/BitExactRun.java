package org.integrand.diffusion.inversion;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.StepObserver;
import org.integrand.diffusion.schedule.VpLinear;

/// A run in fixed point that another process can repeat: it prints what it ended with, and what came
/// back.
final class BitExactRun {
    static final int STEPS = 1000;
    private static final VpLinear VP = VpLinear.DEFAULT;

    private BitExactRun() {}

    public static void main(String[] arguments) {
        System.out.println(outcome(Double.parseDouble(arguments[0])));
    }

    static Plan plan(double gamma, int steps) {
        return Bidirectional.bdia(gamma).compile(VP, TimeGrid.uniform(), steps, 1, 1e-3);
    }

    static DiffusionModel<double[]> model() {
        return Toy.mixture().on(VP);
    }

    static double[] noise(int samples) {
        var random = new SplittableRandom(7);
        double[] z = new double[2 * samples];
        Arrays.setAll(z, _ -> random.nextGaussian());
        return z;
    }

    /// Hashes of the states at the end and of those at the start after undoing.
    static String outcome(double gamma) {
        double[] start = noise(3);
        var run = new ReversibleRun(plan(gamma, STEPS), start.length, new Arithmetic.FixedPoint());
        run.start(List.of(start));
        run.forward(model(), StepObserver.none());
        String end = hash(run.units());
        run.back(model(), StepObserver.none());
        return end + " " + hash(List.of(run.units().getFirst())) + " " + run.nothingKept();
    }

    private static String hash(List<long[]> states) {
        long hash = 17;
        for (long[] state : states) for (long unit : state) hash = hash * 0x9e3779b97f4a7c15L + unit;
        return Long.toHexString(hash);
    }
}
