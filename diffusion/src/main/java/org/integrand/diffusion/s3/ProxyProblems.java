package org.integrand.diffusion.s3;

import java.util.Arrays;
import java.util.List;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.model.ReferenceFlow;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.usf.Decision;
import org.integrand.diffusion.usf.Form;
import org.integrand.diffusion.usf.ModelFacts;
import org.integrand.diffusion.usf.ScheduleCompiler;
import org.integrand.diffusion.usf.SolverSchedule;
import org.integrand.engine.space.DoubleSpace;

/// Small problems by which a predictor gets to know a schedule: numbers whose flow is known exactly, distributed as one
/// Gaussian N(0, s^2) or as two, N(-1, s^2) and N(1, s^2) with weights 1/2 each. What a schedule does to them costs a
/// few microseconds and says more of what it will do to a network than its decisions, of which they are the result.
///
/// The idea is ours. How much it helps is measured in docs/schedule-search.md.
public final class ProxyProblems {
    /// |mean|, deviation, and the state at the start in units of its deviation there
    private static final double[][] PROBLEMS = {
        {0, 1, 1}, {0, 0.3, 1}, {0, 0.1, 1}, {1, 0.2, 0.1}, {1, 0.2, 0.3}, {1, 0.2, 0.7}, {1, 0.2, 1.5}
    };

    private static final double TOLERANCE = 1e-8;
    /// errors below this are alike, and above the other, too
    private static final double LEAST = 1e-4;

    private static final double MOST = 10;

    private final NoiseSchedule schedule;
    private final double[] starts;
    private final double[] ends;

    /// @param start time at which sampling starts
    /// @param end   time at which it ends
    public ProxyProblems(NoiseSchedule schedule, double start, double end) {
        this.schedule = schedule;
        starts = new double[PROBLEMS.length];
        ends = new double[PROBLEMS.length];
        double alpha = schedule.alpha(start);
        double sigma = schedule.sigma(start);
        for (int i = 0; i < ends.length; i++) {
            double[] p = PROBLEMS[i];
            starts[i] = p[2] * Math.hypot(sigma, alpha * Math.hypot(p[0], p[1]));
            var mixture = p[0] == 0
                    ? GaussianMixture.gaussian(List.of(0.0), p[1])
                    : GaussianMixture.isotropic(
                            new double[] {1, 1}, new double[][] {{-p[0]}, {p[0]}}, new double[] {p[1], p[1]});
            ends[i] = new ReferenceFlow(schedule, mixture.on(schedule), TOLERANCE)
                    .at(start, new double[] {starts[i]}, end)[0];
        }
    }

    static int count() {
        return PROBLEMS.length;
    }

    /// log10 of the error that a schedule makes in each problem. Steps by statistics, which are those of another model,
    /// stand as steps in the data, and the mean of the data is 0.
    double[] errors(SolverSchedule candidate) {
        List<Decision> steps = candidate.steps().stream()
                .map(step -> step.form() == Form.EMPIRICAL ? step.with(Form.DATA) : step)
                .toList();
        var plain = new SolverSchedule(candidate.from(), steps, candidate.first(), candidate.denoiseToZero());
        var plan = ScheduleCompiler.compile(plain, schedule, ModelFacts.NONE.with(PerComponent.of(0)), "proxy");
        double[] found = new PlanExecutor<>(plan, DoubleSpace.of(starts.length)).run(new Numbers(schedule), starts);
        double[] errors = new double[found.length];
        Arrays.setAll(errors, i -> {
            double error = Math.abs(found[i] - ends[i]);
            return Math.log10(LEAST + (error < MOST ? error : MOST)); // NaN is the most
        });
        return errors;
    }

    /// eps = sigma (x - m(x)) / v, v = alpha^2 s^2 + sigma^2, m = alpha mean tanh(x alpha mean / v).
    private record Numbers(NoiseSchedule schedule) implements DiffusionModel<double[]> {
        @Override
        public Prediction prediction() {
            return Prediction.NOISE;
        }

        @Override
        public void evaluate(double[] x, double t, double[] into) {
            double alpha = schedule.alpha(t);
            double sigma = schedule.sigma(t);
            for (int i = 0; i < x.length; i++) {
                double mean = alpha * PROBLEMS[i][0];
                double deviation = alpha * PROBLEMS[i][1];
                double variance = deviation * deviation + sigma * sigma;
                double expected = mean == 0 ? 0 : mean * Math.tanh(x[i] * mean / variance);
                into[i] = sigma * (x[i] - expected) / variance;
            }
        }
    }
}
