package org.integrand.app.diffusion;

import java.util.Locale;
import org.integrand.diffusion.s3.Interval;
import org.integrand.diffusion.s3.Measurement;
import org.integrand.diffusion.s3.SealedTest;
import org.integrand.diffusion.s3.TrajectoryErrors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a sealed test says, as members of a result.
final class ScheduleVerdict {
    private ScheduleVerdict() {}

    /// `baseline`, `best`, `pairedInterval95` of the loss, `valueInterval95` of the value, `better`.
    static void write(ObjectNode json, String baseline, SealedTest test, double scale) {
        write(json.putObject("baseline").put("name", baseline), test.baseline(), scale);
        write(json.putObject("best"), test.best(), scale);
        write(json, "pairedInterval95", test.loss());
        write(json, "valueInterval95", test.value());
        json.put("better", test.loss().negative());
    }

    private static void write(ObjectNode json, Measurement measurement, double scale) {
        json.put("sealed", measurement.loss(scale)).put("value", measurement.value());
        if (measurement instanceof TrajectoryErrors errors)
            json.putObject("quantiles")
                    .put("median", errors.quantile(0.5))
                    .put("0.9", errors.quantile(0.9))
                    .put("0.99", errors.quantile(0.99));
    }

    private static void write(ObjectNode json, String name, Interval interval) {
        json.putArray(name).add(interval.low()).add(interval.high());
    }

    /// A few lines for people.
    static String text(JsonNode json) {
        return String.format(
                Locale.ROOT,
                "%-28s loss %.4f  value %.5g%n%-28s loss %.4f  value %.5g%n"
                        + "difference of the losses %.4f, 95 %% interval %.4f ... %.4f: %s%n",
                json.path("baseline").path("name").asString(""),
                json.path("baseline").path("sealed").asDouble(),
                json.path("baseline").path("value").asDouble(),
                "schedule",
                json.path("best").path("sealed").asDouble(),
                json.path("best").path("value").asDouble(),
                json.path("best").path("sealed").asDouble()
                        - json.path("baseline").path("sealed").asDouble(),
                json.path("pairedInterval95").path(0).asDouble(),
                json.path("pairedInterval95").path(1).asDouble(),
                json.path("better").asBoolean() ? "better" : "no difference that is certain, or worse");
    }
}
