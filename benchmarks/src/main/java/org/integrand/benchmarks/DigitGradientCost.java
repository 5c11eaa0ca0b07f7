package org.integrand.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.gradient.GradientMode;
import org.integrand.diffusion.gradient.SampleGradient;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.inversion.Bidirectional;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.sampler.Ddim;
import org.integrand.engine.space.FloatSpace;

/// Processor time of a gradient through 50 steps of the digits network, one thread, as a multiple of the forward
/// sampling: the network is all there is to it. Rounds take turns; the table has the least of each.
final class DigitGradientCost {
    private static final int COUNT = 16;
    private static final int STEPS = 50;
    private static final int ROUNDS = 5;

    private DigitGradientCost() {}

    private record Subject(String name, Plan plan, Runnable work) {}

    static Table measure() {
        var table = new Table(
                "Gradients through " + STEPS + " steps of the digits network, " + COUNT + " digits, one thread",
                "what",
                "seconds",
                "x forward");
        try (var digits = DigitModel.shipped(1)) {
            int[] classes = new int[COUNT];
            Arrays.setAll(classes, i -> i % DigitModel.CLASSES);
            var model = digits.conditional(classes);
            var space = FloatSpace.of(COUNT * DigitModel.PIXELS);
            var random = new Random(3);
            float[] noise = new float[space.dimension()];
            for (int i = 0; i < noise.length; i++) noise[i] = (float) random.nextGaussian();
            Plan ddim = new Ddim().compile(digits.schedule(), TimeGrid.logSnr(), STEPS, 1, 1e-3);
            Plan bdia = Bidirectional.bdia(1).compile(digits.schedule(), TimeGrid.uniform(), STEPS, 1, 1e-3);
            SampleLoss<float[]> loss = SampleLoss.squaredDistance(0.1f);
            List<Subject> subjects = new ArrayList<>();
            for (Plan plan : List.of(ddim, bdia)) {
                subjects.add(new Subject("forward", plan, () -> new PlanExecutor<>(plan, space).run(model, noise)));
                var gradient = SampleGradient.of(plan, space, model);
                List<GradientMode> modes = plan.equals(ddim)
                        ? List.of(GradientMode.tape(), GradientMode.tape(0), GradientMode.checkpointed(8))
                        : List.of(GradientMode.tape(), GradientMode.reversible());
                for (GradientMode mode : modes)
                    subjects.add(new Subject(
                            mode.toString(), plan, () -> gradient.with(mode).gradient(noise, loss)));
            }
            double[] least = new double[subjects.size()];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            for (int round = 0; round < ROUNDS; round++)
                for (int i = 0; i < least.length; i++)
                    least[i] = Math.min(least[i], Timing.once(subjects.get(i).work()));
            double forward = 0;
            for (int i = 0; i < least.length; i++) {
                Subject subject = subjects.get(i);
                if (subject.name().equals("forward")) forward = least[i];
                table.row(
                        subject.plan().sampler() + ", " + subject.name(),
                        String.format(Locale.ROOT, "%.2f", least[i]),
                        String.format(Locale.ROOT, "%.2f", least[i] / forward));
            }
        }
        return table;
    }
}
