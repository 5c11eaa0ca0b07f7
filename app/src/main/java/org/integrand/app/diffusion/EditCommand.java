package org.integrand.app.diffusion;

import java.util.List;
import org.integrand.app.job.Command;
import org.integrand.app.job.Shortcut;
import tools.jackson.databind.node.ObjectNode;

/// `edit`: encodes data as one class and decodes them as another.
public final class EditCommand implements Command<EditJob> {
    @Override
    public String name() {
        return "edit";
    }

    @Override
    public String summary() {
        return "Edits data: encodes them as one class, decodes them as another, by several samplers at equal cost.";
    }

    @Override
    public String example() {
        return "./integrand edit --from 3 --to 8 --strength 0.8 --out three-to-eight";
    }

    @Override
    public Class<EditJob> job() {
        return EditJob.class;
    }

    @Override
    public List<Shortcut> shortcuts() {
        return Shortcuts.OF_EDITS;
    }

    @Override
    public ObjectNode translated(ObjectNode job) {
        return SamplerAliases.translated(job);
    }

    @Override
    public Work prepare(EditJob job) {
        return switch (job.model()) {
            case ModelSpec.Digits digits -> Editing.of(job, Editable.digits(digits, job.plans()));
            case ModelSpec.Exact exact -> Editing.of(job, Editable.mixture(exact));
            case ModelSpec.Dataset _, ModelSpec.Onnx _ ->
                throw new IllegalArgumentException(
                        "model: editing needs a model with classes and a judge of them, expected digits or gaussian-mixture");
        };
    }
}
