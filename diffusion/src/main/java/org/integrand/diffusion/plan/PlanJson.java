package org.integrand.diffusion.plan;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Plans as JSON, exactly: a plan that was written and read again is equal, to the last bit of each
/// coefficient.
public final class PlanJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PlanJson() {}

    /// The plan as one line of JSON.
    public static String write(Plan plan) {
        return MAPPER.writeValueAsString(plan);
    }

    /// The plan of a text that [#write] gave.
    /// @throws IllegalArgumentException when the text is no JSON, no plan, or a plan that cannot be run
    public static Plan read(String json) {
        try {
            Plan plan = MAPPER.readValue(json, Plan.class);
            if (plan == null) throw new IllegalArgumentException("plan: the text is null, expected a JSON object");
            return plan;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("plan: " + e.getOriginalMessage().replaceFirst(" \\(index .*", ""), e);
        }
    }
}
