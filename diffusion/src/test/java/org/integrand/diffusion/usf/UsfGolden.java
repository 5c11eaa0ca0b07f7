package org.integrand.diffusion.usf;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.integrand.diffusion.Toy;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.plan.PerComponent;
import org.integrand.diffusion.plan.Plan;
import org.integrand.diffusion.plan.PlanExecutor;
import org.integrand.diffusion.schedule.NoiseSchedule;
import org.integrand.diffusion.schedule.VpLinear;
import org.integrand.engine.space.DoubleSpace;
import org.integrand.testkit.Golden;
import tools.jackson.databind.JsonNode;

/// The problem of the golden files and what they contain.
record UsfGolden(JsonNode file) {
    static final VpLinear SCHEDULE = VpLinear.DEFAULT;

    static UsfGolden read(String name) {
        return new UsfGolden(Golden.read(UsfGolden.class, "golden/usf/" + name + ".json"));
    }

    Iterable<JsonNode> cases() {
        return file.get("cases");
    }

    DiffusionModel<double[]> model() {
        JsonNode problem = file.get("problem");
        return GaussianMixture.isotropic(
                        Golden.numbers(problem.get("weights")),
                        Golden.matrix(problem.get("means")),
                        Arrays.stream(Golden.numbers(problem.get("variances")))
                                .map(Math::sqrt)
                                .toArray())
                .on(SCHEDULE);
    }

    double[] start() {
        return Toy.flat(file.get("x_T"));
    }

    /// The data's mean, and the synthetic statistics that the file describes.
    ModelFacts facts() {
        JsonNode problem = file.get("problem");
        int n = problem.get("ems").get("n").intValue();
        return facts(SCHEDULE.lambda(1), SCHEDULE.lambda(1e-4), n, Golden.numbers(problem.get("average_x0")));
    }

    /// The same between two times of another schedule.
    static ModelFacts facts(NoiseSchedule schedule, double from, double to) {
        return facts(schedule.lambda(from), schedule.lambda(to), 400, new double[] {0, 0});
    }

    private static ModelFacts facts(double first, double last, int n, double[] mean) {
        double[][] l = new double[n + 1][1];
        double[][] s = new double[n + 1][1];
        double[][] b = new double[n + 1][1];
        for (int i = 0; i <= n; i++) {
            double lambda = first + (last - first) * i / n;
            l[i][0] = 1 / (1 + Math.exp(-lambda / 1.5));
            s[i][0] = -0.3 * (1 - l[i][0]);
            b[i][0] = 0.05 * Math.sin(lambda);
        }
        return ModelFacts.NONE.with(PerComponent.of(mean)).with(EmpiricalStatistics.of(first, last, l, s, b));
    }

    double[] run(Plan plan) {
        return new PlanExecutor<>(plan, DoubleSpace.of(start().length)).run(model(), start());
    }

    /// Largest difference, in units of the largest number expected, but at least 1.
    static double difference(double[] actual, JsonNode expected) {
        double[] wanted = StreamSupport.stream(expected.spliterator(), false)
                .flatMapToDouble(row -> Arrays.stream(Golden.numbers(row)))
                .toArray();
        double size = Math.max(1, Arrays.stream(wanted).map(Math::abs).max().orElseThrow());
        return IntStream.range(0, wanted.length)
                .mapToDouble(i -> Math.abs(actual[i] - wanted[i]) / size)
                .max()
                .orElseThrow();
    }
}
