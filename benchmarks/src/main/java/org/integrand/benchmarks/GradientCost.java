package org.integrand.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.integrand.benchmarks.Timing.Subject;
import org.integrand.diffusion.gradient.FlowGradient;
import org.integrand.diffusion.gradient.GradientMode;
import org.integrand.diffusion.gradient.LossGradient;
import org.integrand.diffusion.gradient.SampleGradient;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.grid.TimeGrid;
import org.integrand.diffusion.inversion.Bidirectional;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.plan.Step;
import org.integrand.diffusion.schedule.NoiseLevel;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.method.explicit.ExplicitMethods;
import org.integrand.engine.sensitivity.Sensitivity;
import org.integrand.engine.space.DoubleSpace;

/// Time and memory of a gradient through N steps, in each mode, on the exact mixture of three components: one sample of
/// 2 or of 3,072 numbers. The sampler is BDIA with gamma 1, which all modes of plans can take.
final class GradientCost {
    private static final VpLinear VP = VpLinear.DEFAULT;

    /// numbers times steps from which a run takes long enough to be measured by one
    private static final long LONG = 1_000_000;

    private GradientCost() {}

    private record Mode(String name, Runnable work, LossGradient<double[]> found) {}

    static Table measure() {
        var table = new Table(
                "Gradients: milliseconds, times the forward run, states kept, bytes allocated",
                "mode, numbers a sample, N",
                "ms",
                "x forward",
                "evaluations",
                "vjps",
                "states kept",
                "MB allocated");
        for (int dimension : new int[] {2, 3072}) for (int n : new int[] {10, 100, 1000}) add(table, dimension, n);
        return table;
    }

    private static void add(Table table, int dimension, int n) {
        var model = mixture(dimension).parametricOn(VP, Prediction.NOISE);
        Plan plan = Bidirectional.bdia(1).compile(VP, TimeGrid.uniform(), n, 1, 1e-3);
        double[] start = new Random(5).doubles(dimension, -1.5, 1.5).toArray();
        var space = DoubleSpace.of(dimension);
        SampleLoss<double[]> loss = SampleLoss.squaredDistance(0.1);
        var task = SampleGradient.of(plan, space, model);
        var levels = new ArrayList<NoiseLevel>(List.of(plan.steps().getFirst().from()));
        plan.steps().stream().map(Step::to).forEach(levels::add);
        List<Mode> modes = new ArrayList<>();
        for (GradientMode mode :
                List.of(GradientMode.tape(), GradientMode.checkpointed(8), GradientMode.reversible())) {
            Runnable work = () -> task.with(mode).gradient(start, loss);
            modes.add(new Mode(mode.toString(), work, task.with(mode).gradient(start, loss)));
        }
        for (Sensitivity how : List.of(
                Sensitivity.backsolve(ExplicitMethods.HEUN),
                Sensitivity.interpolated(ExplicitMethods.HEUN),
                Sensitivity.discrete(ExplicitMethods.HEUN))) {
            var flow = FlowGradient.on(levels, VP, model, how);
            modes.add(new Mode(
                    "flow, Heun, " + (how.exactForTheDiscreteSolution() ? "symplectic" : how.name()),
                    () -> flow.gradient(start, loss),
                    flow.gradient(start, loss)));
        }
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new Subject("forward", () -> new PlanExecutor<>(plan, space).run(model, start)));
        modes.forEach(mode -> subjects.add(new Subject(mode.name(), mode.work())));
        List<Timing> timings = (long) dimension * n > LONG ? once(subjects) : Timing.interleaved(subjects);
        String of = ", " + dimension + ", " + n;
        double forward = timings.getFirst().median();
        table.row("forward run alone" + of, milliseconds(forward), "1", Integer.toString(n), "0", "0", "");
        for (int i = 0; i < modes.size(); i++) {
            var cost = modes.get(i).found().cost();
            double seconds = timings.get(i + 1).median();
            table.row(
                    modes.get(i).name() + of,
                    milliseconds(seconds),
                    String.format(Locale.ROOT, "%.1f", seconds / forward),
                    Long.toString(cost.evaluations()),
                    Long.toString(cost.vjps()),
                    Long.toString(cost.storedStates()),
                    String.format(Locale.ROOT, "%.3f", allocated(modes.get(i).work()) * 1e-6));
        }
    }

    private static List<Timing> once(List<Subject> subjects) {
        List<Timing> timings = new ArrayList<>();
        for (Subject subject : subjects) {
            double seconds = Timing.once(subject.work());
            timings.add(new Timing(subject.name(), seconds, seconds));
        }
        return timings;
    }

    private static long allocated(Runnable work) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds * 1e3);
    }

    private static GaussianMixture mixture(int dimension) {
        double[][] means = new double[3][dimension];
        double[] centres = {-0.6, 0.7, 0.1};
        for (int k = 0; k < 3; k++) Arrays.fill(means[k], centres[k]);
        return GaussianMixture.isotropic(new double[] {0.5, 0.3, 0.2}, means, new double[] {0.25, 0.2, 0.3});
    }
}
