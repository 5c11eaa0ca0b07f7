package org.integrand.app.diffusion;

import java.util.List;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import tools.jackson.databind.node.ObjectNode;

/// `compare`: the error of samplers by the number of model evaluations.
public final class CompareCommand implements Command<CompareJob> {
    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String summary() {
        return "Compares samplers: error by number of model evaluations, as a table and a plot.";
    }

    @Override
    public String example() {
        return "./integrand compare --model \"{type: gaussian, mean: [1, 2], std: 0.5}\""
                + " --samplers \"[ddim, dpm-solver]\" --evaluations \"[5, 10, 20]\"";
    }

    @Override
    public Class<CompareJob> job() {
        return CompareJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return Shortcuts.OF_COMPARISONS;
    }

    @Override
    public ObjectNode translated(ObjectNode job) {
        return DiffusersFolder.compared(SamplerAliases.translated(job));
    }

    @Override
    public Work prepare(CompareJob job) {
        return switch (job.model()) {
            case ModelSpec.Digits digits -> DigitsComparison.of(job, digits);
            case ModelSpec.Exact exact ->
                ModelComparison.of(job, GuidedSubject.of(MixtureSubject.of(exact, job.wish()), job.wish()));
            case ModelSpec.Dataset dataset ->
                ModelComparison.of(job, GuidedSubject.of(DatasetSubject.of(dataset, job.wish()), job.wish()));
            case ModelSpec.Onnx onnx ->
                ModelComparison.of(job, GuidedSubject.of(OnnxSubject.of(onnx, job.wish()), job.wish()));
        };
    }
}
