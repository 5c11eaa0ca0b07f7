package org.integrand.app.diffusion;

import java.util.List;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import tools.jackson.databind.node.ObjectNode;

/// `sample`: draws samples from a diffusion model.
public final class SampleCommand implements Command<SampleJob> {
    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String summary() {
        return "Draws samples from a diffusion model, in as few evaluations as possible.";
    }

    @Override
    public String example() {
        return "./integrand sample --class 7 --evaluations 12 --seed 3 --out seven";
    }

    @Override
    public Class<SampleJob> job() {
        return SampleJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return Shortcuts.OF_SAMPLES;
    }

    @Override
    public ObjectNode translated(ObjectNode job) {
        return DiffusersFolder.sampled(SamplerAliases.translated(job));
    }

    @Override
    public Work prepare(SampleJob job) {
        return switch (job.model()) {
            case ModelSpec.Digits digits -> DigitsSampling.of(job, digits);
            case ModelSpec.Exact exact ->
                ModelSampling.of(
                        job,
                        EstimateSubject.of(
                                GuidedSubject.of(MixtureSubject.of(exact, job.wish()), job.wish()),
                                exact.mixture(),
                                job.wish(),
                                job.sag()));
            case ModelSpec.Dataset dataset ->
                ModelSampling.of(job, GuidedSubject.of(DatasetSubject.of(dataset, job.wish()), job.wish()));
            case ModelSpec.Onnx onnx ->
                ModelSampling.of(job, GuidedSubject.of(OnnxSubject.of(onnx, job.wish()), job.wish()));
        };
    }
}
