package org.integrand.diffusion.usf;

import java.util.List;
import org.integrand.diffusion.sampler.Interpolation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Writes a schedule as one line of JSON, with the keys of the release; ours are left out where they say
/// nothing. Written by hand: a search asks for it of each of its candidates.
final class ScheduleText {
    /// What a file may say.
    static final List<String> KEYS = List.of(
            "timesteps",
            "orders",
            "prediction_types",
            "start_points",
            "derivative_types",
            "corrector_types",
            "afs",
            "interpolation",
            "denoise_to_zero",
            "skip_coefficients",
            "provenance");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final StringBuilder text = new StringBuilder(512);

    private ScheduleText() {}

    static String of(SolverSchedule schedule) {
        var writer = new ScheduleText();
        writer.text.append('{');
        writer.members(schedule);
        return writer.text.append('}').toString();
    }

    static String of(ScheduleFile file) {
        var writer = new ScheduleText();
        writer.text
                .append("{\"version\":1,\"nfe\":")
                .append(file.schedule().evaluations())
                .append(',');
        writer.members(file.schedule());
        if (!file.modelKnobs().isEmpty()) {
            writer.text.append(",\"skip_coefficients\":");
            writer.list(file.modelKnobs(), knob -> writer.text.append(knob.doubleValue()));
        }
        writer.provenance(file.provenance());
        writer.text.append('}');
        return lines(writer.text.toString());
    }

    private void provenance(ScheduleFile.Provenance about) {
        if (about.equals(ScheduleFile.Provenance.UNKNOWN)) return;
        ObjectNode node = MAPPER.createObjectNode();
        about.name().ifPresent(name -> node.put("name", name));
        about.model().ifPresent(model -> node.put("model", model));
        about.objective().ifPresent(objective -> node.put("objective", objective));
        about.seed().ifPresent(seed -> node.put("seed", seed));
        about.budget().ifPresent(budget -> node.put("budget", budget));
        about.searchScore().ifPresent(score -> node.put("searchScore", score));
        about.heldOutScore().ifPresent(score -> node.put("heldOutScore", score));
        text.append(",\"provenance\":").append(MAPPER.writeValueAsString(node));
    }

    /// A member a line.
    private static String lines(String json) {
        JsonNode node = MAPPER.readTree(json);
        var all = new StringBuilder("{");
        String between = "\n";
        for (var member : node.properties()) {
            all.append(between).append("  \"").append(member.getKey()).append("\": ");
            all.append(MAPPER.writeValueAsString(member.getValue()));
            between = ",\n";
        }
        return all.append("\n}\n").toString();
    }

    /// The name of a variable in a file.
    static String key(Interpolation variable) {
        return switch (variable) {
            case LAMBDA -> "lambda";
            case RHO -> "rho";
            case TIME -> "t";
        };
    }

    private void members(SolverSchedule schedule) {
        List<Decision> steps = schedule.steps();
        text.append("\"timesteps\":[").append(schedule.from());
        for (Decision step : steps) text.append(',').append(step.to());
        text.append("],\"orders\":");
        list(steps, step -> text.append(step.order()));
        text.append(",\"prediction_types\":");
        list(steps, step -> quoted(step.form().key()));
        text.append(",\"start_points\":");
        list(steps, step -> text.append(step.start()));
        text.append(",\"derivative_types\":");
        list(steps, step -> list(step.derivatives(), this::derivative));
        text.append(",\"corrector_types\":");
        list(steps, step -> corrector(step.corrector()));
        text.append(",\"afs\":");
        quoted(schedule.first().key());
        if (steps.stream().anyMatch(step -> step.interpolation() != Interpolation.LAMBDA)) {
            text.append(",\"interpolation\":");
            list(steps, step -> quoted(key(step.interpolation())));
        }
        if (schedule.denoiseToZero()) text.append(",\"denoise_to_zero\":true");
    }

    private void derivative(Derivative d) {
        text.append("{\"estimate\":\"Difference_").append(d.points().size()).append("\",\"active_points\":");
        list(d.points(), point -> text.append(point.intValue()));
        text.append(",\"relaxation\":");
        if (d.relaxation() == Relaxation.NONE) text.append("null");
        else quoted(d.relaxation().key());
        if (d.relaxation() == Relaxation.LINEAR)
            text.append(",\"relaxation_coefficient\":").append(d.coefficient());
        text.append('}');
    }

    private void corrector(Corrector c) {
        text.append("{\"type\":");
        quoted(c.kind().key());
        if (c.present()) {
            text.append(",\"start_point\":").append(c.start());
            text.append(",\"taylor_order\":").append(c.order());
            text.append(",\"derivative_type\":");
            list(c.derivatives(), this::derivative);
        } else text.append(",\"start_point\":null,\"taylor_order\":null,\"derivative_type\":null");
        text.append('}');
    }

    private <T> void list(List<T> values, java.util.function.Consumer<T> write) {
        text.append('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) text.append(',');
            write.accept(values.get(i));
        }
        text.append(']');
    }

    private void quoted(String value) {
        text.append('"').append(value).append('"');
    }
}
