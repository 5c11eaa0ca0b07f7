package org.integrand.app.diffusion;

import java.util.List;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import tools.jackson.databind.node.ObjectNode;

/// `invert`: data to a latent and back, or noise to data and back.
public final class InvertCommand implements Command<InvertJob> {
    @Override
    public String name() {
        return "invert";
    }

    @Override
    public String summary() {
        return "Carries data to a latent and back, or noise to data and back, and says how exactly it returns.";
    }

    @Override
    public String example() {
        return "./integrand invert --sampler bdia --gamma 0.92 --steps 50 --count 8 --out latent";
    }

    @Override
    public Class<InvertJob> job() {
        return InvertJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return Shortcuts.OF_INVERSIONS;
    }

    @Override
    public ObjectNode translated(ObjectNode job) {
        return DiffusersFolder.sampled(SamplerAliases.translated(job));
    }

    @Override
    public Work prepare(InvertJob job) {
        if (job.plan().scheduler().isPresent())
            throw new IllegalArgumentException(
                    "scheduler: it has steps that are not undone, expected a schedule, a sampler and a grid");
        if (job.plan().solver().scheduleFile().isPresent())
            throw new IllegalArgumentException("scheduleFile "
                    + job.plan().solver().scheduleFile().get()
                    + ": a solver schedule is not undone, expected a schedule, a sampler and a grid");
        return Inversion.of(job, subject(job.model(), job.wish()));
    }

    /// What a job asks.
    static Subject<?> subject(ModelSpec model, Wish wish) {
        if (model instanceof ModelSpec.Digits && wish.classifier().isPresent())
            throw new IllegalArgumentException(
                    "classifier: digits are carried by their own network, expected a class and guidance");
        return switch (model) {
            case ModelSpec.Digits digits -> DigitSubject.of(digits, wish);
            case ModelSpec.Exact exact -> GuidedSubject.of(MixtureSubject.of(exact, wish), wish);
            case ModelSpec.Dataset dataset -> GuidedSubject.of(DatasetSubject.of(dataset, wish), wish);
            case ModelSpec.Onnx onnx -> GuidedSubject.of(OnnxSubject.of(onnx, wish), wish);
        };
    }
}
