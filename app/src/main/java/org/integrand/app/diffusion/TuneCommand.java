package org.integrand.app.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import org.integrand.diffusion.digits.DigitModel;
import org.integrand.diffusion.schedule.VpLinear;
import tools.jackson.databind.node.ObjectNode;

/// `tune`: finds a condition, weights or noises by gradients through the sampler.
public final class TuneCommand implements Command<TuneJob> {
    @Override
    public String name() {
        return "tune";
    }

    @Override
    public String summary() {
        return "Tunes a condition, weights or noises by exact gradients through the sampler.";
    }

    @Override
    public String example() {
        return "./integrand tune condition --class 7 --out seven";
    }

    @Override
    public Class<TuneJob> job() {
        return TuneJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        var all = new ArrayList<>(List.of(
                new Shortcut("TASK", "task", "TASK"),
                new Shortcut("--model", "model", "NAME"),
                new Shortcut("--class", "class", "N"),
                new Shortcut("--guidance", "guidance", "G"),
                new Shortcut("--count", "count", "N"),
                new Shortcut("--held-out", "heldOut", "N"),
                new Shortcut("--iterations", "iterations", "N"),
                new Shortcut("--rate", "rate", "RATE"),
                new Shortcut("--style", "task.style", "NAME"),
                new Shortcut("--box", "task.box", "SIZE")));
        all.addAll(Shortcuts.OF_PLANS);
        return List.copyOf(all);
    }

    @Override
    public ObjectNode translated(ObjectNode job) {
        return SamplerAliases.translated(job);
    }

    @Override
    public Work prepare(TuneJob job) {
        return switch (job.model()) {
            case ModelSpec.Digits digits -> digits(job, digits);
            case ModelSpec.Exact exact -> exact(job, exact);
            case ModelSpec other ->
                throw new IllegalArgumentException("model "
                        + other.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)
                        + ": it has no gradient, expected digits, gaussian or gaussian-mixture");
        };
    }

    private static Work digits(TuneJob job, ModelSpec.Digits spec) {
        var setting = TuneSetting.of(job, DigitModel.PIXELS);
        if (!setting.schedule().equals(VpLinear.DEFAULT))
            throw new IllegalArgumentException("schedule: tuning digits needs the network's own, expected vp-linear");
        checkClass(job, DigitModel.CLASSES);
        return switch (job.task()) {
            case TuneTask.Condition task -> ConditionTuning.ofDigits(setting, task, spec);
            case TuneTask.Weights task -> StyleTuning.ofDigits(setting, task, spec);
            case TuneTask.Noise task -> NoiseTuning.ofDigits(setting, task, spec);
        };
    }

    private static Work exact(TuneJob job, ModelSpec.Exact spec) {
        var mixture = spec.mixture();
        var setting = TuneSetting.of(job, mixture.dimension());
        checkClass(job, mixture.components().size());
        return switch (job.task()) {
            case TuneTask.Condition task -> ConditionTuning.ofMixture(setting, task, mixture);
            case TuneTask.Weights task -> StyleTuning.ofMixture(setting, task, mixture);
            case TuneTask.Noise task -> NoiseTuning.ofMixture(setting, task, mixture);
        };
    }

    private static void checkClass(TuneJob job, int classes) {
        if (job.drawn().isPresent()) checkClass("class", job.drawn().getAsInt(), classes);
    }

    static int checkClass(String key, int c, int classes) {
        if (c < 0 || c >= classes)
            throw new IllegalArgumentException(key + " " + c + ": expected 0 ... " + (classes - 1));
        return c;
    }
}
