package org.integrand.app.diffusion;

import java.util.List;
import java.util.stream.Stream;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import tools.jackson.databind.node.ObjectNode;

/// `gradient`: the gradient of a loss of the samples.
public final class GradientCommand implements Command<GradientJob> {
    @Override
    public String name() {
        return "gradient";
    }

    @Override
    public String summary() {
        return "Differentiates a loss of the samples by the noise and the model's parameters, through any sampler.";
    }

    @Override
    public String example() {
        return "./integrand gradient --set 'model={type: gaussian, mean: [0.4, 0], std: 0.6}' --set 'target=[0.1, -0.2]'"
                + " --sampler unipc --steps 10 --mode checkpointed";
    }

    @Override
    public Class<GradientJob> job() {
        return GradientJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return Stream.concat(
                        Shortcuts.OF_SAMPLES.stream().filter(s -> !s.key().equals("samplesFile")),
                        Stream.of(
                                new Shortcut("--mode", "mode", "NAME"),
                                new Shortcut("--slots", "slots", "N"),
                                new Shortcut("--target", "target", "LIST"),
                                new Shortcut("--gradient", "gradientFile", "FILE")))
                .toList();
    }

    @Override
    public ObjectNode translated(ObjectNode job) {
        return DiffusersFolder.sampled(SamplerAliases.translated(job));
    }

    @Override
    public Work prepare(GradientJob job) {
        return switch (job.model()) {
            case ModelSpec.Exact exact ->
                GradientWork.of(job, GuidedSubject.of(MixtureSubject.of(exact, job.wish()), job.wish()));
            case ModelSpec.Dataset dataset ->
                GradientWork.of(job, GuidedSubject.of(DatasetSubject.of(dataset, job.wish()), job.wish()));
            case ModelSpec.Digits digits -> GradientWork.of(job, DigitSubject.of(digits, job.wish()));
            case ModelSpec.Onnx _ ->
                throw new IllegalArgumentException("model onnx: the derivatives of an inference file are not at hand,"
                        + " expected model digits, gaussian, gaussian-mixture or dataset");
        };
    }
}
