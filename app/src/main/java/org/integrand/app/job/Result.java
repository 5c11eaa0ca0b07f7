package org.integrand.app.job;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What a job gave.
///
/// @param json      every figure, for programs
/// @param text      the same in a few lines, for people
/// @param cancelled whether it was stopped before its end: the result is what was done until then
/// @param failure   why it did not reach its end by itself, in one line: the result is what was done until then
public record Result(ObjectNode json, String text, boolean cancelled, Optional<String> failure) {
    public Result(ObjectNode json, String text, boolean cancelled) {
        this(json, text, cancelled, Optional.empty());
    }

    public static Result of(ObjectNode json, String text) {
        return new Result(json, text, false);
    }

    /// What was done until it failed; the reason goes into the result too.
    public static Result failed(ObjectNode json, String text, String why) {
        return new Result(json.put("error", why), text, false, Optional.of(why));
    }
}
