package org.integrand.app.diffusion;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import org.integrand.app.job.Command.Work;
import org.integrand.app.job.JobFile;
import org.integrand.app.job.Result;
import org.integrand.app.job.Run;
import org.integrand.app.report.NumberFile;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.model.GaussianMixture;
import org.integrand.diffusion.model.GaussianMixture.Component;
import org.integrand.diffusion.tuning.ComponentFamily;
import org.integrand.diffusion.tuning.Descent;
import org.integrand.diffusion.tuning.DigitBlend;
import org.integrand.diffusion.tuning.DigitCondition;
import org.integrand.diffusion.tuning.Losses;
import org.integrand.diffusion.tuning.ModelFamily;
import org.integrand.diffusion.tuning.SampleObjective;

/// `tune condition`: recovers a hidden condition from samples.
record ConditionTuning(TuneSetting setting, TuneTask.Condition task) {
    private static final int ITERATIONS = 60;
    private static final double RATE = 0.1;

    static Work ofDigits(TuneSetting setting, TuneTask.Condition task, ModelSpec.Digits spec) {
        int hidden = hidden(setting);
        task.with().ifPresent(c -> TuneCommand.checkClass("task.with", c, DigitModel.CLASSES));
        task.from().ifPresent(c -> TuneCommand.checkClass("task.from", c, DigitModel.CLASSES));
        return run -> {
            int threads = Runtime.getRuntime().availableProcessors();
            try (var model = spec.open(threads);
                    var reader = DigitModel.likelihood(threads)) {
                int from = task.from().orElse(DigitModel.CLASSES);
                double guidance = setting.job().guidance();
                boolean blend = task.among() == TuneTask.Condition.Among.BLEND;
                var family = blend
                        ? new DigitBlend(model, DigitBlend.of(from), guidance)
                        : new DigitCondition(model, model.condition(from), guidance);
                double[] wanted = mean(hidden, task, blend ? DigitBlend::of : model::condition);
                return new ConditionTuning(setting, task).run(family, wanted, run, (report, found, sought) -> {
                    if (task.with().isPresent()) return;
                    report.figure("agreementBefore", agreement(reader.read(found[0]), hidden))
                            .figure("agreement", agreement(reader.read(found[1]), hidden))
                            .figure("agreementOfHidden", agreement(reader.read(sought), hidden));
                });
            }
        };
    }

    static Work ofMixture(TuneSetting setting, TuneTask.Condition task, GaussianMixture mixture) {
        int hidden = hidden(setting);
        int classes = mixture.components().size();
        task.with().ifPresent(c -> TuneCommand.checkClass("task.with", c, classes));
        task.from().ifPresent(c -> TuneCommand.checkClass("task.from", c, classes));
        IntFunction<double[]> means = k ->
                mixture.components().get(k).mean().stream().mapToDouble(m -> m).toArray();
        double[] first = task.from().isPresent() ? means.apply(task.from().getAsInt()) : centre(mixture);
        var family = new ComponentFamily(
                mixture,
                mixture.components().get(hidden).deviation(),
                first,
                setting.schedule(),
                setting.job().guidance());
        double[] wanted = mean(hidden, task, means);
        return run -> new ConditionTuning(setting, task).run(family, wanted, run, (_, _, _) -> {});
    }

    private static int hidden(TuneSetting setting) {
        return setting.job()
                .drawn()
                .orElseThrow(() -> new IllegalArgumentException(
                        "class is missing: expected the class whose condition is to be recovered"));
    }

    private static double[] mean(int hidden, TuneTask.Condition task, IntFunction<double[]> condition) {
        double[] wanted = condition.apply(hidden);
        if (task.with().isEmpty()) return wanted;
        double[] other = condition.apply(task.with().getAsInt());
        Arrays.setAll(wanted, i -> (wanted[i] + other[i]) / 2);
        return wanted;
    }

    private static double[] centre(GaussianMixture mixture) {
        var centre = new double[mixture.dimension()];
        double total =
                mixture.components().stream().mapToDouble(Component::weight).sum();
        for (Component c : mixture.components())
            for (int j = 0; j < centre.length; j++)
                centre[j] += c.weight() / total * c.mean().get(j);
        return centre;
    }

    private static double agreement(int[] read, int wanted) {
        return Arrays.stream(read).filter(c -> c == wanted).count() / (double) read.length;
    }

    /// Adds figures of held-out samples: before and after, and those of the hidden condition.
    private interface Check {
        void add(TuneReport report, float[][] beforeAndAfter, float[] hidden);
    }

    private Result run(ModelFamily family, double[] hidden, Run run, Check check) {
        long began = System.nanoTime();
        int count = setting.count();
        var executor = new SampleObjective(setting.plan(), family, setting.noise(), count, (_, _) -> 0);
        float[] target = task.target().isPresent() ? given(task.target().get()) : executor.samples(hidden);
        var objective = new SampleObjective(setting.plan(), family, setting.noise(), count, Losses.meanSquare(target));
        var descent = new Descent(setting.iterations(ITERATIONS), setting.rate(RATE));
        double[] start = family.start();
        var found = descent.run(start, objective, run.progress(), run.cancellation());
        float[] other = setting.heldOut();
        int others = setting.job().heldOut();
        float[] sought = executor.samples(hidden, other, others);
        float[][] held = {executor.samples(start, other, others), executor.samples(found.best(), other, others)};
        var report = new TuneReport(
                        setting,
                        "A condition recovered from " + count + " samples",
                        String.format(
                                Locale.ROOT,
                                "Adam, %d steps; gradients through %d evaluations of %s.",
                                descent.iterations(),
                                setting.plan().evaluations(),
                                setting.plan().sampler()))
                .figure("lossBefore", found.losses().getFirst())
                .figure("loss", found.loss())
                .samples("targets", target)
                .samples("before", executor.samples(start))
                .samples("after", executor.samples(found.best()))
                .samples("held-out noises, after", held[1]);
        if (task.target().isEmpty()) {
            report.figure("conditionDistanceBefore", TuneSetting.distance(start, hidden))
                    .figure("conditionDistance", TuneSetting.distance(found.best(), hidden))
                    .figure("heldOutDistanceBefore", TuneSetting.distance(held[0], sought))
                    .figure("heldOutDistance", TuneSetting.distance(held[1], sought))
                    .samples("held-out noises, hidden condition", sought);
            check.add(report, held, sought);
        }
        var json = JobFile.object()
                .put("command", "tune")
                .put("task", task.what())
                .put("iterations", found.losses().size() - 1)
                .put("seconds", (System.nanoTime() - began) * 1e-9);
        var condition = json.putArray("condition");
        for (double c : found.best()) condition.add(c);
        return report.finish(json, found.losses(), "mean square", found.complete(), found.stopped(), run);
    }

    private float[] given(String file) {
        double[][] rows = InitialStates.checked(file, NumberFile.read(Path.of(file)), setting.dimension());
        if (rows.length != setting.count())
            throw new IllegalArgumentException(
                    file + ": " + rows.length + " samples, expected " + setting.count() + ", one for each noise");
        return TuneSetting.flat(rows, setting.dimension());
    }
}
