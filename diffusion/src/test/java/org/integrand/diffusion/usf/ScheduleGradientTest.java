package org.integrand.diffusion.usf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.integrand.diffusion.gradient.Differences;
import org.integrand.diffusion.gradient.GradientMode;
import org.integrand.diffusion.gradient.SampleGradient;
import org.integrand.diffusion.gradient.SampleLoss;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Gradients through schedules that mix predictions, orders, relaxations, correctors, first values and statistics of
/// the
/// model.
class ScheduleGradientTest {
    private static final SampleLoss<double[]> LOSS = SampleLoss.squaredDistance(0.3, -0.4);

    @ParameterizedTest
    @ValueSource(strings = {"equivalence", "decisions"})
    void gradientsThroughEveryGoldenScheduleAreThoseOfDifferences(String name) {
        var golden = UsfGolden.read(name);
        double[] start = golden.start();
        var space = DoubleSpace.of(start.length);
        JsonNode problem = golden.file().get("problem");
        double[][] means = Golden.matrix(problem.get("means"));
        double[] flat = Arrays.stream(means).flatMapToDouble(Arrays::stream).toArray();
        for (JsonNode example : golden.cases()) {
            String label = example.get("name").stringValue();
            var schedule = ScheduleFile.read(example.get("decision").toString()).schedule();
            Plan plan = ScheduleCompiler.compile(schedule, UsfGolden.SCHEDULE, golden.facts(), label);
            var task = SampleGradient.of(
                    plan, space, mixture(problem, flat).parametricOn(UsfGolden.SCHEDULE, Prediction.NOISE));
            var found = task.gradient(start, LOSS);
            double[] byStart = Differences.gradient(start, x -> value(plan, mixture(problem, flat), x));
            double[] byMeans = Differences.gradient(flat, m -> value(plan, mixture(problem, m), start));
            double size = found.largestAdjoint() + 1;
            assertThat(Differences.between(found.start(), byStart)).as(label).isLessThan(1e-6 * size);
            assertThat(Differences.between(found.of("means"), byMeans))
                    .as(label)
                    .isLessThan(1e-6 * size);
            assertThat(task.with(GradientMode.checkpointed(2))
                            .gradient(start, LOSS)
                            .start())
                    .as(label)
                    .isEqualTo(found.start());
        }
    }

    private static double value(Plan plan, GaussianMixture mixture, double[] start) {
        var space = DoubleSpace.of(start.length);
        return LOSS.of(new PlanExecutor<>(plan, space).run(mixture.on(UsfGolden.SCHEDULE), start), space.allocate());
    }

    private static GaussianMixture mixture(JsonNode problem, double[] means) {
        double[][] rows = new double[means.length / 2][];
        for (int k = 0; k < rows.length; k++) rows[k] = new double[] {means[2 * k], means[2 * k + 1]};
        return GaussianMixture.isotropic(
                Golden.numbers(problem.get("weights")),
                rows,
                Arrays.stream(Golden.numbers(problem.get("variances")))
                        .map(Math::sqrt)
                        .toArray());
    }
}
