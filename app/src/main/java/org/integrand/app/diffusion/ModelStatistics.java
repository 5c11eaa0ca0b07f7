package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.integrand.diffusion.model.DiffusionModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.Prediction;
import org.integrand.diffusion.usf.StatisticsEstimate;

/// Statistics of a model, estimated from data and written to a file.
record ModelStatistics(ScheduleJob job, Subject<?> subject, double[][] data) implements Work {
    static ModelStatistics of(ScheduleJob job) {
        Subject<?> subject = switch (job.model()) {
            case ModelSpec.Exact exact -> MixtureSubject.of(exact, job.wish());
            case ModelSpec.Dataset dataset -> DatasetSubject.of(dataset, job.wish());
            case ModelSpec.Onnx onnx -> OnnxSubject.of(onnx, job.wish());
            case ModelSpec.Digits _ ->
                throw new IllegalArgumentException("statistics of model digits: its classes are not averaged over,"
                        + " expected gaussian, gaussian-mixture, dataset or onnx");
        };
        try {
            double[][] data = job.data()
                    .map(file -> InitialStates.checked(file, NumberFile.read(Path.of(file)), subject.dimension()))
                    .orElseGet(() -> drawn(job));
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

    @Override
    public Result run(Run run) {
        long began = System.nanoTime();
        try (subject) {
            var plans = job.plans();
            var estimate = new StatisticsEstimate(model(subject), plans.noise(), data, job.difference(), job.seed());
            var statistics = estimate.between(
                    plans.start(), plans.end(job.points()), job.points(), run.progress(), run.cancellation());
            String file = job.file().orElseThrow();
            StatisticsFile.write(Path.of(file), statistics, estimate.mean());
            var json = JobFile.object()
                    .put("command", "schedule")
                    .put("action", "statistics")
                    .put("points", statistics.points())
                    .put("components", statistics.size())
                    .put("count", data.length)
                    .put("seconds", (System.nanoTime() - began) * 1e-9)
                    .put("seed", job.seed());
            json.putArray("files").add(file);
            return Result.of(json, "statistics of %d data at %d points: %s".formatted(data.length, job.points(), file));
        }
    }

    private <Y> DiffusionModel<double[]> model(Subject<Y> any) {
        DiffusionModel<Y> model = any.model(0, data.length);
        int numbers = data.length * any.dimension();
        if (any.precision().equals(Precision.DOUBLE)) {
            @SuppressWarnings("unchecked") // of double precision, Y is double[]
            var same = (DiffusionModel<double[]>) model;
            return same;
        }
        return new DiffusionModel<>() {
            @Override
            public Prediction prediction() {
                return model.prediction();
            }

            @Override
            public void evaluate(double[] x, double t, double[] into) {
                Y result = any.precision().space(numbers).allocate();
                model.evaluate(any.precision().batch(new double[][] {x}, 0, 1), t, result);
                System.arraycopy(any.precision().row(result, 0, numbers), 0, into, 0, numbers);
            }
        };
    }
}
