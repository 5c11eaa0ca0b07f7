package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.s3.Noises;
import org.integrand.diffusion.usf.StatisticsEstimate;

/// Statistics of a model, estimated from data and written to a file.
///
/// @param data given ones; without any, digits draw their own
record ModelStatistics(ScheduleJob job, Subject<?> subject, Optional<double[][]> data) implements Work {
    /// Evaluations of DPM-Solver++ by which digits are drawn.
    private static final int DRAWN = 50;

    static ModelStatistics of(ScheduleJob job) {
        Subject<?> subject = switch (job.model()) {
            case ModelSpec.Exact exact -> MixtureSubject.of(exact, job.wish());
            case ModelSpec.Dataset dataset -> DatasetSubject.of(dataset, job.wish());
            case ModelSpec.Onnx onnx -> OnnxSubject.of(onnx, job.wish());
            case ModelSpec.Digits digits -> DigitSubject.of(digits, job.wish());
        };
        try {
            if (job.data().isPresent()
                    && subject instanceof DigitSubject
                    && job.wish().drawn().isEmpty())
                throw new IllegalArgumentException("data " + job.data().get()
                        + ": the network has a class for each of them, expected class, or no data: it draws its own");
            Optional<double[][]> data = job.data()
                    .map(file -> InitialStates.checked(file, NumberFile.read(Path.of(file)), subject.dimension()));
            if (data.isEmpty() && !(subject instanceof DigitSubject)) data = Optional.of(drawn(job));
            return new ModelStatistics(job, subject, data);
        } catch (RuntimeException e) {
            subject.close();
            throw e;
        }
    }

    private static double[][] drawn(ScheduleJob job) {
        if (job.model() instanceof ModelSpec.Exact exact) return drawn(exact.mixture(), job.count(), job.seed());
        throw new IllegalArgumentException(
                "statistics: expected data, a file of samples of what the model was made for");
    }

    /// Data of a mixture: the component by its weight, then its Gaussian.
    static double[][] drawn(GaussianMixture mixture, int count, long seed) {
        double all = mixture.components().stream()
                .mapToDouble(GaussianMixture.Component::weight)
                .sum();
        double[][] data = new double[count][mixture.dimension()];
        var random = new SplittableRandom(seed);
        for (double[] row : data) {
            double u = all * random.nextDouble();
            int k = 0;
            while (k < mixture.components().size() - 1
                    && u > mixture.components().get(k).weight())
                u -= mixture.components().get(k++).weight();
            var component = mixture.components().get(k);
            for (int i = 0; i < row.length; i++)
                row[i] = component.mean().get(i) + component.deviation().get(i) * random.nextGaussian();
        }
        return data;
    }

    /// Digits that the network draws itself, all classes in turn or the one of the job.
    private double[][] digits(Run run) {
        var plans = job.plans();
        var fine = new Plans(plans.schedule(), new GridSpec.LogSnr(DRAWN), plans.times())
                .plan(DpmSamplers.DpmSolver.plusPlus3M(), OptionalInt.of(DRAWN));
        var noises = new Noises(job.seed(), subject.dimension(), plans.startDeviation(OptionalInt.empty()));
        double[] flat = noises.of(Noises.Part.DATA, job.count());
        double[][] initial = new double[job.count()][];
        Arrays.setAll(initial, i -> Arrays.copyOfRange(flat, i * subject.dimension(), (i + 1) * subject.dimension()));
        double[][] samples = new Batches<>(subject, fine).run(initial, run).samples();
        run.cancellation().check();
        return samples;
    }

    @Override
    public Result run(Run run) {
        long began = System.nanoTime();
        try (subject) {
            var plans = job.plans();
            double[][] known =
                    data.orElseGet(() -> digits(new Run(run.progress().part(0, 0.1), run.cancellation(), false)));
            var estimate = new StatisticsEstimate(
                    model(subject, known.length), plans.noise(), known, job.difference(), job.seed());
            var statistics = estimate.between(
                    plans.start(),
                    plans.end(job.points()),
                    job.points(),
                    data.isEmpty() ? run.progress().part(0.1, 1) : run.progress(),
                    run.cancellation());
            String file = job.file().orElseThrow();
            StatisticsFile.write(Path.of(file), statistics, estimate.mean());
            var json = JobFile.object()
                    .put("command", "schedule")
                    .put("action", "statistics")
                    .put("points", statistics.points())
                    .put("components", statistics.size())
                    .put("count", known.length)
                    .put("seconds", (System.nanoTime() - began) * 1e-9)
                    .put("seed", job.seed());
            json.putArray("files").add(file);
            return Result.of(
                    json, "statistics of %d data at %d points: %s".formatted(known.length, job.points(), file));
        }
    }

    private static <Y> DiffusionModel<double[]> model(Subject<Y> any, int count) {
        int numbers = count * any.dimension();
        if (any instanceof DigitSubject) return new InDoubles<>(any.differentiable(0, count), any.precision(), numbers);
        DiffusionModel<Y> model = any.model(0, count);
        if (any.precision().equals(Precision.DOUBLE)) {
            @SuppressWarnings("unchecked") // of double precision, Y is double[]
            var same = (DiffusionModel<double[]>) model;
            return same;
        }
        return InDoubles.values(model, any.precision(), numbers);
    }
}
